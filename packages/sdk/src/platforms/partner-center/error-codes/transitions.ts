import type { PartnerCenterErrorCode } from './error-code.ts';

/** Codes of transitions from one product to another. */
export const transitionCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  900236: {
    status: 400,
    meaning: 'The target of the transition ends before the source does.',
    remedy: 'Choose a target with a later commitmentEndDate, or a new subscription.',
  },
  900258: {
    status: 400,
    meaning: 'The target of the transition is not active.',
    remedy: 'Choose an active subscription, or leave toSubscriptionId out.',
  },
  900259: {
    status: 400,
    meaning: 'Source and target of the transition are the same.',
    remedy: 'Choose another subscription, or leave toSubscriptionId out.',
  },
  900260: {
    status: 400,
    meaning: 'The target of the transition is a subscription to something else.',
    remedy: 'Choose one with the catalog item asked for in the transition.',
  },
  900261: {
    status: 400,
    meaning: 'The target of the transition is not ready yet.',
    remedy: 'Wait a while, then repeat.',
  },
  900267: {
    status: 400,
    meaning: 'The transition leads to a shorter term than the source has.',
    remedy: 'Choose the same or a longer term.',
  },
  900268: {
    status: 400,
    meaning: 'The term of the transition is not valid.',
    remedy: 'Take one from the eligibilities of the transition.',
  },
};

/** Why a subscription cannot be the target of a transition (`toSubscriptionId`), by number. */
export const transitionTargetErrorCodes: Readonly<Record<number, PartnerCenterErrorCode>> = {
  1: {
    status: undefined,
    meaning: 'The target is not active.',
    remedy: 'Choose an active subscription, or leave toSubscriptionId out.',
  },
  2: {
    status: undefined,
    meaning: 'The target can still be canceled, and until then it takes nothing over.',
    remedy: 'Repeat when its cancellation window has closed, or choose another target.',
  },
  3: {
    status: undefined,
    meaning: 'The term of the target is shorter than that of the source.',
    remedy: 'Choose a target with the same or a longer term.',
  },
  4: {
    status: undefined,
    meaning: 'The term of the target ends before that of the source.',
    remedy: 'Choose a target that ends on the same day or later.',
  },
};
