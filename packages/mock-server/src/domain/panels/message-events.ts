import { Refusal } from '../refusal.ts';

export interface MessageVariable {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

/** Something that customers are written about. */
export interface MessageEvent {
  readonly event: string;
  readonly description: string;
  readonly variables: readonly MessageVariable[];
  /** Without these the message would be of no use to who gets it. */
  readonly needed: readonly string[];
  readonly subject: string;
  readonly text: string;
}

const common: readonly MessageVariable[] = [
  { name: 'brandName', description: 'Name of the branding.', example: 'Ecositio Cloud' },
  {
    name: 'panelUrl',
    description: "Where the customers' panel is.",
    example: 'https://cloud.example.com/cp',
  },
  { name: 'customerName', description: 'Name of the account.', example: 'ECOSITIO MARKET' },
];
const invitation: readonly MessageVariable[] = [
  ...common,
  { name: 'firstName', description: 'Of who is invited.', example: 'Ana' },
  { name: 'lastName', description: 'Of who is invited.', example: 'Ruiz' },
  { name: 'userName', description: 'What is signed in with.', example: 'ana@example.com' },
  { name: 'activationToken', description: 'What the password is chosen with.', example: 'c2ltdWxhdGVk' },
];
const order: readonly MessageVariable[] = [
  ...common,
  { name: 'orderNumber', description: 'As the panels show it.', example: 'SO001234' },
];

/** Money is no variable of any event: further recipients may be people who must not see it. evidence: modelled, no list of events is published */
export const messageEvents: readonly MessageEvent[] = [
  {
    event: 'customerSignedUp',
    description: 'A customer was signed up: to whoever gets its credentials.',
    variables: invitation,
    needed: ['userName', 'activationToken'],
    subject: 'Your account at {{brandName}}',
    text: 'Hello {{firstName}},\n\nthe account of {{customerName}} is ready.\n\nAddress: {{panelUrl}}\nUser name: {{userName}}\nActivation: {{activationToken}}',
  },
  {
    event: 'userInvited',
    description: 'A user was added to a panel: to that user.',
    variables: invitation,
    needed: ['userName', 'activationToken'],
    subject: 'Your user at {{brandName}}',
    text: 'Hello {{firstName}},\n\nyou can work with the services of {{customerName}} now.\n\nAddress: {{panelUrl}}\nUser name: {{userName}}\nActivation: {{activationToken}}',
  },
  {
    event: 'orderPlaced',
    description: "An order was placed in the customers' panel: to the account's contact.",
    variables: order,
    needed: [],
    subject: 'Order {{orderNumber}}',
    text: 'We have received order {{orderNumber}} of {{customerName}}.\n\n{{panelUrl}}',
  },
  {
    event: 'orderResubmitted',
    description: "A failed order was sent again: to the account's contact.",
    variables: order,
    needed: [],
    subject: 'Order {{orderNumber}} is being worked on again',
    text: 'What was in the way of order {{orderNumber}} is mended.\n\n{{panelUrl}}',
  },
  {
    event: 'panelVisited',
    description: "Somebody of the reseller has opened the customer's panel: to the account's contact.",
    variables: [
      ...common,
      { name: 'visitorName', description: 'User name of the visitor.', example: 'support@example.com' },
      { name: 'reason', description: 'What was given as the reason.', example: 'Ticket 4711' },
    ],
    needed: [],
    subject: '{{brandName}} has opened your panel',
    text: '{{visitorName}} has opened the panel of {{customerName}}.\n\nReason: {{reason}}',
  },
];

/** @throws Refusal of kind `not-found` */
export function messageEventNamed(name: string): MessageEvent {
  const found = messageEvents.find(({ event }) => event === name);
  if (found !== undefined) return found;
  throw new Refusal(
    'not-found',
    'message.event_unknown',
    `There is no event "${name}"; there are ${messageEvents.map(({ event }) => event).join(', ')}.`,
    'event',
  );
}
