/** How much harm a role can do in the wrong hands. Modelled: Microsoft marks roles as privileged or not; the three steps are this SDK's. */
export type RolePrivilege = 'high' | 'medium' | 'low';

/** A role of Microsoft Entra, the same in every tenant. */
export interface DirectoryRole {
  /** The template id, which GDAP takes. */
  readonly id: string;
  readonly name: string;
  readonly privilege: RolePrivilege;
  /** What it is for. */
  readonly purpose: string;
}

export const globalAdministratorId = '62e90394-69f5-4237-9190-012177145e10';

type Row = readonly [id: string, name: string, privilege: RolePrivilege, purpose: string];

const rows: readonly Row[] = [
  [globalAdministratorId, 'Global Administrator', 'high', 'Everything. Cannot be extended by itself.'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator', 'high', 'Gives roles to people.'],
  [
    '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    'Privileged Authentication Administrator',
    'high',
    'Resets sign-in methods of anybody.',
  ],
  [
    '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    'Application Administrator',
    'high',
    'Applications and their consents.',
  ],
  [
    '158c047a-c907-4556-b7ef-446551a6b5f7',
    'Cloud Application Administrator',
    'high',
    'Applications, without the application proxy.',
  ],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator', 'high', 'Security policies and alerts.'],
  [
    'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
    'Conditional Access Administrator',
    'high',
    'Conditional access policies.',
  ],
  ['3a2c62db-5318-420d-8d74-23affee5d9d5', 'Intune Administrator', 'high', 'Devices and their policies.'],
  [
    'fe930be7-5e62-47db-91af-98c3a49a38b1',
    'User Administrator',
    'high',
    'Users and groups, with passwords of most.',
  ],
  [
    '9360feb5-f418-4baa-8175-e2a00bac4301',
    'Directory Writers',
    'high',
    'Writes basic directory data; for applications.',
  ],
  [
    'c4e39bd9-1100-46d3-8c65-fb160da0071f',
    'Authentication Administrator',
    'high',
    'Sign-in methods of users without roles.',
  ],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', 'medium', 'Exchange Online.'],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator', 'medium', 'SharePoint and OneDrive.'],
  ['69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator', 'medium', 'Microsoft Teams.'],
  ['44367163-eba1-44c3-98af-f5787879f96a', 'Dynamics 365 Administrator', 'medium', 'Dynamics 365.'],
  ['11648597-926c-4cf3-9c36-bcebb0ba8dcc', 'Power Platform Administrator', 'medium', 'Power Platform.'],
  ['fdd7a751-b60b-444a-984c-02652fe8fa1c', 'Groups Administrator', 'medium', 'Groups and their settings.'],
  [
    '729827e3-9c14-49f7-bb1b-9608f156bbb8',
    'Helpdesk Administrator',
    'medium',
    'Passwords of users without roles; service requests.',
  ],
  [
    '966707d0-3269-4727-9be2-8c3a10f19b9d',
    'Password Administrator',
    'medium',
    'Passwords of users without roles.',
  ],
  [
    'b0f54661-2d74-4c50-afa3-1ec803f12efe',
    'Billing Administrator',
    'medium',
    'Purchases, subscriptions and invoices.',
  ],
  ['8329153b-31d0-4727-b945-745eb3bc5f31', 'Domain Name Administrator', 'medium', 'Domain names.'],
  [
    '7698a772-787b-4ac8-901f-60d6b08affd2',
    'Cloud Device Administrator',
    'medium',
    'Devices of the directory.',
  ],
  ['4d6ac14f-3453-41d0-bef9-a3e0c569773a', 'License Administrator', 'low', 'Licences of users and groups.'],
  [
    'f023fd81-a637-4b56-95fd-791ac0226033',
    'Service Support Administrator',
    'low',
    'Service requests and service health.',
  ],
  ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader', 'low', 'Reads what a Global Administrator can.'],
  ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', 'Directory Readers', 'low', 'Reads basic directory data.'],
  ['5d6b6bb7-de71-4623-b4af-96380a352509', 'Security Reader', 'low', 'Reads security data.'],
  ['4a5d8f65-41da-4de4-8968-e035b65339cf', 'Reports Reader', 'low', 'Reads sign-in and usage reports.'],
  ['790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', 'Message Center Reader', 'low', 'Reads the message centre.'],
  [
    'fcf91098-03e3-41a9-b5ba-6f0ec8188a12',
    'Teams Communications Support Specialist',
    'low',
    'Looks into calls of a user.',
  ],
];

/** The roles that partners ask for; source of the ids: Microsoft Entra documentation, permissions-reference. */
export const directoryRoles: readonly DirectoryRole[] = rows.map(([id, name, privilege, purpose]) => ({
  id,
  name,
  privilege,
  purpose,
}));

/** The roles of an id or a name, whatever its case; undefined when it is not listed here. */
export function findDirectoryRole(idOrName: string): DirectoryRole | undefined {
  const wanted = idOrName.trim().toLowerCase();
  return directoryRoles.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
}

/**
 * A role by its name.
 * @throws TypeError when it is not listed here
 * @example
 * const { id } = directoryRoleNamed('Helpdesk Administrator');
 */
export function directoryRoleNamed(name: string): DirectoryRole {
  const role = findDirectoryRole(name);
  if (role === undefined) throw new TypeError(`"${name}" is no role that is listed in directoryRoles.`);
  return role;
}
