import { startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { type ManagedService, managedServices } from './managed-services.ts';

export interface ServiceIncident {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** How one of Microsoft's services does. */
export interface ServiceHealth {
  readonly service: ManagedService;
  readonly status: string;
  readonly incidents: readonly ServiceIncident[];
}

const hour = 3_600_000;

/** The health of the Office services: each month one incident that is over and one that goes on. evidence: modelled */
export function serviceHealth(
  world: World,
  services: readonly ManagedService[] = managedServices,
): ServiceHealth[] {
  const month = startOfMonth(world.clock.now());
  const incidents: Readonly<Record<string, ServiceIncident>> = {
    Exchange: {
      id: 'EX100001',
      title: 'Delays in delivering mail',
      status: 'ServiceRestored',
      startedAt: month,
      endedAt: month + 5 * hour,
    },
    SharePoint: {
      id: 'SP100002',
      title: 'Some sites open slowly',
      status: 'Investigating',
      startedAt: month,
    },
  };
  return services
    .filter((service) => service.group === 'Office')
    .map((service) => {
      const incident = incidents[service.id];
      const goesOn = incident !== undefined && incident.endedAt === undefined;
      return {
        service,
        status: goesOn ? 'Degraded' : 'Normal',
        incidents: incident === undefined ? [] : [incident],
      };
    });
}
