import { brandingOf, panelUrlOf } from '../../../domain/panels/branding.ts';
import type { IssuedToken } from '../../../domain/panels/one-time-token.ts';
import type { PanelActor } from '../../../domain/panels/panel-role.ts';
import type { OneTimeAccess } from '../../../generated/ingram-panels.gen.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';

/** The token stands beside the address, not in it: addresses are written down everywhere. */
export function toOneTimeAccess(world: World, actor: PanelActor, issued: IssuedToken): OneTimeAccess {
  return {
    oneTimeToken: issued.token,
    expiresAt: isoOf(issued.expiresAt),
    panel: issued.panel,
    panelUrl: panelUrlOf(world, brandingOf(world, actor.companyId)),
  };
}
