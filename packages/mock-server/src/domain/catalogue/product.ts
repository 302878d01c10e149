/** What kind of thing a product puts into the world; it decides how provisioning and ending go. */
export type ProductKind =
  | 'tenant'
  | 'licence'
  | 'azure-plan'
  | 'azure-subscription'
  | 'reservation'
  | 'software-subscription'
  | 'perpetual-software'
  | 'marketplace-saas'
  | 'savings-plan'
  | 'backup'
  | 'cloud-account';

export type Term = 'P1M' | 'P1Y' | 'P3Y';

export const termMonths: Readonly<Record<Term, number>> = { P1M: 1, P1Y: 12, P3Y: 36 };

export function isTerm(text: string | undefined): text is Term {
  return text !== undefined && Object.hasOwn(termMonths, text);
}

/** Of the billing cycles that are charged ahead. */
export const cycleMonths: Readonly<Record<string, number>> = { monthly: 1, annual: 12, triennial: 36 };

export type BillingCycle = 'monthly' | 'annual' | 'triennial' | 'once' | 'usage';

/** A way to buy a product: how long, billed how often. ICP shows it as the field BillingType. */
export interface Plan {
  /** ICP's BillingType, e.g. `Prepaid (with 1-year commitment) - P1Y`. */
  readonly billingType: string;
  readonly term: Term | undefined;
  readonly billingCycle: BillingCycle;
  readonly priceableItemId: number;
}

/** What a price is set on. Prices have as many places as they need: decimal strings. */
export interface PriceableItem {
  readonly id: number;
  readonly productName: string;
  readonly description: string;
  /** `Monthly`, `Yearly`, `Setup` … */
  readonly type: string;
  readonly chargeType: string;
  /** The field whose value is the number of units, e.g. `Quantity`. */
  readonly unitField: string | undefined;
  /** Charged by what was used (UDRC) rather than by what was bought. */
  readonly usage: boolean;
  readonly materialNumber: string;
  /** The vendor's own SKU. */
  readonly productNumber: string;
  readonly prices: Readonly<Record<string, ListedPrice>>;
}

/** Unit prices in one currency, as decimal strings. */
export interface ListedPrice {
  /** What Microsoft asks of its direct partners and providers; 0 for what is not Microsoft's. */
  readonly partner: string;
  /** What the distributor asks of a reseller. */
  readonly purchase: string;
  readonly suggestedRetail: string;
}

export type FieldValue = string | number | boolean;

/** One value a buyer fills in to order a product. */
export interface FieldDefinition {
  readonly name: string;
  readonly displayName: string;
  readonly type: 'string' | 'int32' | 'boolean' | 'datetime';
  readonly displayTemplate: string;
  readonly display: 'Optional' | 'Mandatory' | 'Readonly' | 'Hidden';
  readonly defaultValue?: FieldValue;
  readonly hint?: string;
  readonly options?: readonly {
    readonly value: FieldValue;
    readonly displayName: string;
    readonly hint?: string;
  }[];
  /** The options come from GetRemoteEnums and depend on the context. */
  readonly remote?: boolean;
  /** The platform checks the value with another system (a domain that must be free). */
  readonly remoteValidation?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** A regular expression the whole value must match. */
  readonly validator?: string;
  readonly unique?: boolean;
  /** May be changed by an update after provisioning. */
  readonly editable?: boolean;
}

export type Segment = 'commercial' | 'education' | 'nonprofit' | 'government';

/** Which shelf of Microsoft's catalogue a product stands on. */
export type Family =
  | 'online-services'
  | 'azure'
  | 'reservation'
  | 'savings-plan'
  | 'software-subscription'
  | 'perpetual-software'
  | 'marketplace'
  /** The commerce before new commerce: offers with a GUID. */
  | 'legacy';

/** What Microsoft's own catalogue says of a product: one SKU of it. */
export interface MicrosoftDetails {
  readonly productId: string;
  readonly skuId: string;
  /** The availability's id in the catalogue's first generation; made of the SKU's where none is known. */
  readonly availabilityId?: string;
  readonly productTitle: string;
  readonly family: Family;
  readonly segment: Segment;
  readonly publisher?: string;
  /** A trial, and the offer that it becomes when it ends. */
  readonly trialOf?: string;
  /** An add-on: the customer must hold one of these offers. */
  readonly prerequisites?: readonly string[];
  /** The text that a buyer must accept. */
  readonly attestation?: string;
  /** ISO letters of the markets it is sold in; all of them unless named. */
  readonly markets?: readonly string[];
  /** Free-form, as SKUs carry them. */
  readonly dynamicAttributes?: Readonly<Record<string, string>>;
}

/** Something that can be ordered. */
export interface Product {
  /** ICP's technical service name, e.g. `141309_MicrosoftOrganizationtenant_54197`. */
  readonly name: string;
  readonly displayName: string;
  readonly vendor: string;
  readonly description: string;
  readonly kind: ProductKind;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** Microsoft's product and SKU, `CFQ7TTC0LH18:0001`. */
  readonly offerId?: string;
  readonly microsoft?: MicrosoftDetails;
  /** The product whose service must stand under it: a licence needs a tenant. */
  readonly dependsOn?: string;
  readonly requiresTerms: boolean;
  readonly terms?: readonly { readonly language: string; readonly title: string; readonly content: string }[];
  readonly fields: readonly FieldDefinition[];
  readonly plans: readonly Plan[];
  readonly priceableItems: readonly PriceableItem[];
  /** Products that a subscription of this one can be upgraded to. */
  readonly upgradesTo: readonly string[];
  readonly seats?: { readonly minimum: number; readonly maximum: number };
}
