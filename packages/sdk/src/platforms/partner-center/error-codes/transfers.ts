import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of transfers of subscriptions from one partner to another. */
export const transferCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  800078: {
    status: 400,
    meaning: 'The transfer names a subscription that is not valid.',
    remedy: 'Take only active subscriptions of this customer into the transfer.',
  },
  900100: {
    status: 404,
    meaning: 'There is no such transfer.',
    remedy: 'Check the transfer id and the customer.',
  },
  900101: {
    status: 409,
    meaning: 'An earlier transfer is not finished.',
    remedy: 'Wait for the transfer the message names.',
  },
  900102: {
    status: 400,
    meaning: 'The transfer is in a state in which nothing more can be done with it.',
    remedy: 'Read its status; create a new transfer if needed.',
  },
  900103: {
    status: 500,
    meaning: 'The order of the transfer failed.',
    remedy: 'Read the status of the transfer, then repeat or ask support.',
  },
  900104: {
    status: 409,
    meaning: 'Another call is working on the transfer.',
    remedy: 'Wait, then read its status.',
  },
  900130: {
    status: 403,
    meaning: 'The Azure subscriptions are too new to be moved.',
    remedy: 'Repeat later.',
  },
  900131: {
    status: 400,
    meaning: 'No transfer while the customer has Azure subscriptions of the old kind.',
    remedy: 'Move them to the Azure plan first.',
  },
  900132: {
    status: 400,
    meaning: 'No transfer while the Azure plan is not active.',
    remedy: 'Make the Azure plan active.',
  },
  900133: {
    status: 400,
    meaning: 'No transfer, as the customer has no Azure plan.',
    remedy: 'Buy the Azure plan for the customer first.',
  },
  900134: {
    status: 400,
    meaning: 'No transfer, as the Azure plan cannot be bought here.',
    remedy: 'Check market and eligibility of the customer.',
  },
  900135: {
    status: 500,
    meaning: 'The transfer could not be started.',
    remedy: 'Read the transfers of the customer, then repeat later.',
  },
  900136: {
    status: 400,
    meaning: 'The transfer lacks the email or domain of the present partner.',
    remedy: 'Send both for the partner who gives the subscriptions away.',
  },
  900137: {
    status: 403,
    meaning: 'The other partner is not enabled for transfers.',
    remedy: 'Ask that partner to have it enabled.',
  },
  900138: {
    status: 403,
    meaning: 'The national cloud of the partner has no transfers.',
    remedy: 'Buy the subscriptions anew instead.',
  },
  900139: {
    status: 403,
    meaning: 'The transfer cannot be accepted with its Azure subscriptions.',
    remedy: 'Ask for a new transfer without them.',
  },
  900145: {
    status: 400,
    meaning: 'Azure reservations do not move along with a transfer.',
    remedy: 'Cancel the reservations of these subscriptions, then repeat.',
  },
  900146: {
    status: 400,
    meaning: 'Marketplace products of other vendors do not move along with a transfer.',
    remedy: 'Take them out of the selection, then repeat.',
  },
  900147: {
    status: 400,
    meaning: 'The domain does not belong to the present partner.',
    remedy: 'Send a domain of the partner who gives the subscriptions away.',
  },
  900148: {
    status: 400,
    meaning: 'The transfer names yourself as the present partner.',
    remedy: 'Send the data of the partner who gives the subscriptions away.',
  },
};
