import { Refusal } from '../refusal.ts';
import { type PanelRole, panelRoles } from './panel-role.ts';

/** Who may call an operation, and what makes it one that a limited administrator never may. */
export interface Right {
  readonly roles: readonly PanelRole[];
  /** Its answer tells prices, costs, margins, balances or documents. */
  readonly money?: true;
  /** It orders, or lets an order go on. */
  readonly orders?: true;
}

const everybody: Right = { roles: panelRoles };
const administrator: Right = { roles: ['resellerAdministrator'] };
const reseller: Right = { roles: ['resellerAdministrator', 'resellerStaff'] };
const serviceDesk: Right = { roles: ['serviceDesk'] };
const customerAdministrator: Right = { roles: ['customerAdministrator', 'visitingReseller'] };
const administrators: Right = {
  roles: ['customerAdministrator', 'limitedAdministrator', 'visitingReseller'],
};
const customer: Right = {
  roles: ['customerAdministrator', 'limitedAdministrator', 'serviceUser', 'visitingReseller'],
};
const money = (right: Right): Right => ({ ...right, money: true });
const orders = (right: Right): Right => ({ ...right, money: true, orders: true });

/** Nobody is signed in yet when these are called. */
export const openOperations: ReadonlySet<string> = new Set(['signIn', 'signInOnce', 'activateUser']);

/** Each operation of the panels and who may call it: the checks and docs/RIGHTS.md both come from here. evidence: guide for staff made by the administrator alone and for the limited administrator, modelled otherwise */
export const panelRights: Readonly<Record<string, Right>> = {
  getSession: everybody,
  signOut: everybody,
  // A visitor must not change who it is: its password and single sign-on belong to its own panel.
  changePassword: { roles: panelRoles.filter((role) => role !== 'visitingReseller') },
  createPanelLink: reseller,

  findCustomers: reseller,
  getCustomer: reseller,
  signUpCustomer: reseller,
  signInToCustomer: reseller,
  getBalance: money(reseller),
  getCustomerBalance: money(reseller),
  listDocuments: money(reseller),
  listCustomerDocuments: money(reseller),
  getDocument: money(reseller),
  getDocumentFile: money(reseller),
  reportOrders: money(reseller),
  getOrderReport: money(reseller),
  reportSubscriptions: money(reseller),
  resubmitOrder: orders(reseller),
  approveOrder: orders(reseller),
  declineOrder: orders(reseller),
  listPrices: money(reseller),
  getPrice: money(reseller),
  setMargin: money(administrator),
  removeMargin: money(administrator),
  listStaff: reseller,
  createStaff: administrator,
  updateStaff: administrator,
  inviteStaff: administrator,
  getBranding: reseller,
  setBranding: administrator,
  setBrandingImage: administrator,
  getBrandingImage: reseller,
  removeBrandingImage: administrator,
  listMessageTemplates: reseller,
  getMessageTemplate: reseller,
  setMessageTemplate: administrator,
  resetMessageTemplate: administrator,
  previewMessage: reseller,
  getSecurityQuestion: reseller,
  setSecurityQuestion: reseller,
  readLog: reseller,

  getCaller: serviceDesk,
  verifyCaller: serviceDesk,

  getOwnAccount: customer,
  listUsers: administrators,
  createUser: customerAdministrator,
  updateUser: customerAdministrator,
  inviteUser: customerAdministrator,
  listServices: customer,
  getService: customer,
  assignService: administrators,
  unassignService: administrators,
  listOffers: money(customerAdministrator),
  placeOrder: orders(customerAdministrator),
  listOwnOrders: money(customerAdministrator),
  getOwnOrder: money(customerAdministrator),
  getOwnBalance: money(customerAdministrator),
  listOwnDocuments: money(customerAdministrator),
  getOwnDocument: money(customerAdministrator),
  getOwnDocumentFile: money(customerAdministrator),
  readOwnLog: administrators,
};

/** What a role may call. */
export function operationsOf(role: PanelRole): string[] {
  return Object.entries(panelRights)
    .filter(([, right]) => right.roles.includes(role))
    .map(([operation]) => operation);
}

/** @throws Refusal unless the role may call the operation; one that is not in the table is nobody's */
export function permitOperation(role: PanelRole, operation: string): void {
  if (Object.hasOwn(panelRights, operation) && panelRights[operation]?.roles.includes(role)) return;
  throw new Refusal(
    'forbidden',
    'panel.role_not_allowed',
    `${operation} is not for the role ${role}; GET /session lists what is.`,
  );
}
