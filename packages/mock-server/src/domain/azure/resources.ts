import { hashAt, hashOf } from '../../kernel/hash.ts';
import { type Meter, meters } from './meters.ts';

/** A thing that runs in an Azure subscription and is counted by meters. */
export interface AzureResource {
  readonly uri: string;
  readonly name: string;
  readonly group: string;
  readonly region: string;
  /** `Microsoft.Compute/virtualMachines` */
  readonly type: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly meters: readonly Meter[];
}

interface Kind {
  readonly type: string;
  readonly prefix: string;
  readonly meters: readonly Meter[];
}

const kinds: readonly Kind[] = [
  {
    type: 'Microsoft.Compute/virtualMachines',
    prefix: 'vm',
    meters: [meters.computeHours, meters.dataOut, meters.dataIn],
  },
  { type: 'Microsoft.Compute/disks', prefix: 'disk', meters: [meters.disk] },
  {
    type: 'Microsoft.Storage/storageAccounts',
    prefix: 'st',
    meters: [meters.blobStored, meters.blobWrites, meters.dataOut],
  },
  {
    type: 'Microsoft.Sql/servers/databases',
    prefix: 'sqldb',
    meters: [meters.databaseHours, meters.backupStored],
  },
  { type: 'Microsoft.Network/publicIPAddresses', prefix: 'pip', meters: [meters.address] },
  { type: 'Microsoft.Web/serverFarms', prefix: 'plan', meters: [meters.siteHours] },
  { type: 'Microsoft.KeyVault/vaults', prefix: 'kv', meters: [meters.secrets] },
  { type: 'Microsoft.OperationalInsights/workspaces', prefix: 'log', meters: [meters.logs] },
];

const regions = ['brazilsouth', 'eastus', 'eastus2', 'mexicocentral', 'chilecentral'] as const;
const environments = ['production', 'test', 'development'] as const;
const costCentres = ['CC-100', 'CC-200', 'CC-310'] as const;

const known = new Map<string, readonly AzureResource[]>();

/** The resources of an Azure subscription: two to six, made of its id, and the same for ever. evidence: modelled */
export function resourcesOf(azureSubscriptionId: string): readonly AzureResource[] {
  const id = azureSubscriptionId.toLowerCase();
  const made = known.get(id);
  if (made !== undefined) return made;
  const seed = hashOf(`resources of ${id}`);
  const count = 2 + (hashAt(seed, 0) % 5);
  // The first has hours to pay for, so that no subscription costs next to nothing.
  const first = [0, 3, 5][hashAt(seed, 1) % 3] ?? 0;
  const resources = Array.from({ length: count }, (_, index) =>
    resource(id, hashAt(seed, 10 + index), (first + index) % kinds.length, index),
  );
  known.set(id, resources);
  return resources;
}

function resource(id: string, seed: number, kindIndex: number, index: number): AzureResource {
  const kind = kinds[kindIndex] as Kind;
  const environment = pick(environments, seed, 1);
  const group = `rg-${environment}`;
  const name = `${kind.prefix}-${environment}-${String(index + 1).padStart(2, '0')}`;
  return {
    uri: `/subscriptions/${id}/resourceGroups/${group}/providers/${kind.type}/${name}`,
    name,
    group,
    region: pick(regions, hashOf(id), 2),
    type: kind.type,
    tags: {
      environment,
      // What nobody tagged is what cost reports have to be able to show.
      ...(hashAt(seed, 3) % 4 !== 0 && { costCentre: pick(costCentres, seed, 4) }),
    },
    meters: kind.meters,
  };
}

function pick<Choice>(choices: readonly Choice[], seed: number, index: number): Choice {
  return choices[hashAt(seed, index) % choices.length] as Choice;
}
