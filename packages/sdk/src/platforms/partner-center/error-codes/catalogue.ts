import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of what is sold: offers, products, SKUs, availabilities, promotions. */
export const catalogueCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  2006: {
    status: 403,
    meaning: 'This partner may not sell the offer. With status 400: its subscriptions cannot be changed.',
    remedy: 'Pick another offer; with 400, leave the subscription as it is.',
  },
  2085: {
    status: 403,
    meaning: 'The offer cannot be bought by this partner for this customer.',
    remedy: 'Read the offers available to the customer and pick one of them.',
  },
  2091: {
    status: 403,
    meaning: 'The offer is no longer sold.',
    remedy: 'Pick its successor from the current catalog.',
  },
  2100: {
    status: 400,
    meaning: 'The item is not one of the old offers.',
    remedy: 'Look it up with the products and SKUs calls.',
  },
  27006: {
    status: 400,
    meaning: 'The offer has been bought as often as it may be.',
    remedy: 'Raise the quantity of an existing subscription or pick another offer.',
  },
  27007: {
    status: 400,
    meaning: 'The promotion code is not valid.',
    remedy: 'Leave it out, or send a promotion that is running now.',
  },
  400013: {
    status: 404,
    meaning: 'There is no such product.',
    remedy: 'Check the product id and the country the catalog is read for.',
  },
  400018: { status: 404, meaning: 'There is no such SKU.', remedy: 'Check product id, SKU id and country.' },
  400019: {
    status: 404,
    meaning: 'The availability is gone; its id changes over time.',
    remedy: 'Read the availabilities again, put the new id on the line, check out again.',
  },
  400041: {
    status: undefined,
    meaning: 'Error of a cart line: the add-on lacks a base product it can be added to.',
    remedy: 'Buy a compatible base product first, or in the same cart.',
  },
  400072: {
    status: 200,
    meaning: 'The item cannot be had. Comes with HTTP 200, so look for it in the body.',
    remedy: 'Pick another item from the current catalog.',
  },
  800004: {
    status: 400,
    meaning: 'The offer id is not valid.',
    remedy: 'Take the id from the catalog of the country of the customer.',
  },
  800010: {
    status: 400,
    meaning: 'The item is out of stock.',
    remedy: 'Check its inventory, then choose another item or try later.',
  },
  800017: {
    status: 400,
    meaning: 'The item is not to be had in this quantity.',
    remedy: 'Lower the quantity, or check the inventory.',
  },
  800020: {
    status: 403,
    meaning: 'The item cannot be bought for this customer.',
    remedy: 'Pick another item from the catalog of the customer.',
  },
  800031: {
    status: 500,
    meaning: 'The item is sold through a system this call cannot reach.',
    remedy: 'Buy it in the Partner Center portal, or ask support.',
  },
  800070: {
    status: 400,
    meaning: 'The offer is not sold in that country.',
    remedy: 'Pick an offer from the catalog of the country of the customer.',
  },
  800083: {
    status: 500,
    meaning: 'The availability has several included quantities and none can be chosen.',
    remedy: 'Pick another availability, or ask support.',
  },
  800084: {
    status: 500,
    meaning: 'The duration is not one Partner Center can work with.',
    remedy: 'Take termDuration from the terms of the availability.',
  },
  800121: {
    status: 400,
    meaning: 'The term duration is not valid.',
    remedy: 'Take it from the terms of the availability, for instance P1Y.',
  },
  900142: {
    status: 400,
    meaning: 'The id of the catalog item is missing.',
    remedy: 'Send catalogItemId: product, SKU and availability id, joined by colons.',
  },
  900143: {
    status: 400,
    meaning: 'The availabilities of the SKU could not be read for the customer.',
    remedy: 'Check product id, SKU id and the country of the customer.',
  },
  900144: {
    status: 400,
    meaning: 'The id of the SKU to be provisioned is missing.',
    remedy: 'Check the SKU in the catalog; otherwise ask support.',
  },
  900269: {
    status: 400,
    meaning: 'The billing cycle is not valid.',
    remedy: 'Take one from the terms of the availability.',
  },
  900270: {
    status: 400,
    meaning: 'The billing cycle is longer than the term.',
    remedy: 'Choose a shorter cycle, for instance monthly.',
  },
  900275: {
    status: 400,
    meaning: 'The quantity of a line is too small or too large for the offer.',
    remedy: 'Choose one between minimumQuantity and maximumQuantity of the SKU.',
  },
  900322: {
    status: 403,
    meaning: 'The product cannot be bought in the sandbox.',
    remedy: 'Test with another product.',
  },
};
