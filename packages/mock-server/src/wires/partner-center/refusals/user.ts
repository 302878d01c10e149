import type { RefusalTable } from './table.ts';

/** evidence: docs for 60002, sample for 60012, modelled for which code stands for the others */
export const userRefusals: RefusalTable = {
  'directory_user.unknown': [404, 60002],
  'directory_user.deleted': [404, 60002],
  'directory_user.state': [400, 3000],
  'directory_user.name_form': [400, 3000],
  'directory_user.domain': [400, 3000],
  'directory_user.name_taken': [409, 800002],
  'directory_user.display_name': [400, 3000],
  'directory_user.usage_location': [400, 3000],
  'directory_user.password': [400, 3000],
  'directory_role.unknown': [404, 1000],
  'directory_role.has_member': [409, 800002],
  'directory_role.no_member': [404, 60002],
  'directory_role.member_missing': [400, 800002],
  'licence.nothing_to_change': [400, 800002],
  'licence.named_twice': [400, 800002],
  'licence.not_subscribed': [404, 400018],
  'licence.plan_unknown': [400, 800002],
  'licence.not_assigned': [400, 800002],
  'licence.groups_mixed': [400, 800002],
  'licence.no_usage_location': [400, 3000],
  'licence.none_left': [400, 60012],
  'licence.group_unknown': [400, 900126],
  'users.sort_field': [400, 800002],
};
