/** What the histories send: bodies of the wire, which both doors take. */
export interface LineBody {
  readonly id: number;
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly friendlyName: string;
  readonly termDuration?: string;
  readonly billingCycle?: string;
  readonly customTermEndDate?: string;
  readonly attestationAccepted?: boolean;
}

export interface ProductBody {
  readonly productId?: string;
  readonly skuId?: string;
  readonly termDuration?: string;
  readonly billingCycle?: string;
  readonly promotionId?: string;
}

export interface InstructionsBody {
  readonly product?: ProductBody;
  readonly quantity?: number;
  readonly customTermEndDate?: string;
}

export interface SubscriptionBody {
  readonly status?: string;
  readonly quantity?: number;
  readonly termDuration?: string;
  readonly billingCycle?: string;
  readonly friendlyName?: string;
  readonly autoRenewEnabled?: boolean;
  readonly scheduledNextTermInstructions?: InstructionsBody | null;
  readonly nextChargeInstructions?: { readonly product?: ProductBody } | null;
}

export interface TransitionBody {
  readonly toCatalogItemId: string;
  readonly quantity: number;
  readonly toSubscriptionId?: string;
  /** For the test alone: the subscription of that id in the model. */
  readonly targetKey?: string;
  readonly termDuration?: string;
  readonly billingCycle?: string;
}

export type RequestOf =
  | { readonly kind: 'buy'; readonly lines: readonly LineBody[] }
  | {
      readonly kind: 'patch';
      readonly id: number;
      readonly body: SubscriptionBody;
      readonly minimal: boolean;
    }
  | { readonly kind: 'transition'; readonly id: number; readonly body: TransitionBody }
  | { readonly kind: 'cancel-order'; readonly id: number; readonly orderId: string }
  | { readonly kind: 'activate'; readonly id: number };

/** What became of a request. */
export type Outcome =
  | { readonly done: true; readonly operationId?: string; readonly merged?: SubscriptionBody }
  | { readonly done: false; readonly refusal: string; readonly code: number; readonly status: number };
