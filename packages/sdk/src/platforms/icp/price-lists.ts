import type { Company, CompanyUpdate, Marketplace, MarketplaceService } from '../../generated/icp.gen.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import type {
  PriceDifference,
  PriceList,
  PriceListAllocation,
  PriceListChange,
  PriceListItem,
  PriceListOperations,
} from '../../operations/prices/price-list-operations.ts';
import { isSame } from '../../operations/prices/price-rule.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import { accountId } from './account-id.ts';
import type { Icp } from './client.ts';
import { assignedTo, itemsOf } from './price-book.ts';
import { soldOtherwise } from './price-sold.ts';
import { refusal } from './service-orders.ts';

/** Prices that are sent with one call (modelled: no limit is documented). */
const pricesInCall = 200;

type Own = Pick<PriceListOperations, 'list' | 'create'>;

/** Price lists on ICP: its marketplaces. */
export class IcpPriceLists implements PriceListOperations {
  readonly #icp: Icp;

  constructor(icp: Icp) {
    this.#icp = icp;
  }

  async list(options: OperationOptions): ReturnType<Own['list']> {
    return (await this.#icp.marketplaces.list(options)).map(toPriceList);
  }

  async create(
    name: string,
    products: readonly string[],
    options: OperationOptions,
  ): ReturnType<Own['create']> {
    const { Id } = await this.#created(name, options);
    options.onProgress?.({ step: 'created', message: `Created as price list ${Id}.`, details: { id: Id } });
    if (products.length > 0) {
      const offered = await this.#icp.marketplaceServices.listAvailable(Id, {}, options);
      const found = products.map((product) =>
        offered.find(
          ({ ProductName, SimpleProductBillingInfo = [] }) =>
            ProductName === product ||
            SimpleProductBillingInfo.some((each) => each.VendorSku?.toUpperCase() === product.toUpperCase()),
        ),
      );
      const unknown = products.filter((_, index) => found[index] === undefined);
      if (unknown.length > 0) await this.#takeBack(Id, unknown, options);
      const names = new Set(found.flatMap((each) => each?.ProductName ?? []));
      await this.#add(Id, [...names], options);
    }
    return toPriceList(await this.#get(Id, options));
  }

  prices(id: string, options: OperationOptions): Promise<PriceListItem[]> {
    return itemsOf(this.#icp, listId(id), options);
  }

  /** Some at a time; an answer that got lost is looked for, and only what is missing is sent again. */
  async write(id: string, changes: readonly PriceListChange[], options: OperationOptions): Promise<void> {
    for (let start = 0; start < changes.length; start += pricesInCall) {
      const some = changes.slice(start, start + pricesInCall);
      try {
        await this.#send(id, some, options);
      } catch (error) {
        if (!(error instanceof TenantryError) || !error.mayHaveApplied) throw error;
        const now = new Map((await this.prices(id, options)).map((item) => [item.id, item]));
        const missing = some.filter(({ item, price, after }) => {
          const own = price === null ? undefined : after;
          return !isSame(now.get(item.id)?.price, own);
        });
        if (missing.length > 0) await this.#send(id, missing, options);
      }
      const set = Math.min(start + pricesInCall, changes.length);
      const message = `${set} of ${changes.length} prices are set.`;
      options.onProgress?.({ step: 'set', message, details: { set, of: changes.length } });
    }
  }

  async allocate(
    id: string,
    customers: readonly string[],
    options: OperationOptions,
  ): Promise<PriceListAllocation[]> {
    const list = listId(id);
    const own = await this.#icp.marketplaces.list(options);
    const priority = own.find(({ Id }) => Id === list)?.Priority ?? 0;
    await this.#get(list, options);
    // All of them are read before one of them is changed.
    const companies: Company[] = [];
    for (const customer of new Set(customers)) companies.push(await this.#company(customer, options));
    const allocated: PriceListAllocation[] = [];
    for (const company of companies) {
      const lists = assignedTo(company);
      const wanted = lists.includes(list) ? lists : [...lists, list];
      if (wanted !== lists) await this.#assign(company, wanted, options);
      const { AccountId, CompanyName } = company;
      const outrank = own.filter(({ Id, Priority = 0 }) => wanted.includes(Id) && Priority > priority);
      allocated.push({
        customer: String(AccountId),
        name: CompanyName,
        lists: wanted.map(String),
        outrankedBy: outrank.map(({ Id }) => String(Id)),
      });
      options.onProgress?.({
        step: 'allocated',
        message: `${CompanyName} buys from price list ${id}.`,
        details: { customer: AccountId },
      });
    }
    return allocated;
  }

  soldOtherwise(
    id: string,
    month: string,
    options: OperationOptions,
  ): AsyncGenerator<PriceDifference, void, undefined> {
    return soldOtherwise(this.#icp, listId(id), month, options);
  }

  betweenMonths(): never {
    throw new UnsupportedOperationError(
      "icp keeps no prices of past months: compare with 'former', or with what was sold.",
      { platform: 'icp', operation: 'prices.lists.diff' },
    );
  }

  async #created(name: string, options: OperationOptions): Promise<Marketplace> {
    const named = async () => (await this.#icp.marketplaces.list(options)).find((each) => each.Name === name);
    const other = await named();
    if (other) {
      throw new ConflictError(`icp: price list ${other.Id} is called ${name} already.`, {
        platform: 'icp',
        operation: 'prices.lists.create',
        code: 'icp.price_list_exists',
        solution: 'Set its prices, or choose another name.',
      });
    }
    try {
      return await this.#icp.marketplaces.create(name, options);
    } catch (error) {
      const made = error instanceof TenantryError && error.mayHaveApplied ? await named() : undefined;
      if (made === undefined) throw error;
      return made;
    }
  }

  async #add(id: number, names: readonly string[], options: OperationOptions): Promise<void> {
    try {
      await this.#icp.marketplaceServices.add(id, [...names], options);
    } catch (error) {
      if (!(error instanceof TenantryError) || !error.mayHaveApplied) throw error;
      const there = await this.#icp.marketplaceServices.list(id, {}, options);
      if (!names.every((name) => there.some(({ ProductName }) => ProductName === name))) throw error;
    }
  }

  async #takeBack(id: number, unknown: readonly string[], options: OperationOptions): Promise<never> {
    await this.#icp.marketplaces.delete(id, options);
    throw new ValidationError(
      unknown.map((product) => ({
        code: 'price.product',
        path: ['products'],
        message: `"${product}" is nothing that a price list can sell.`,
        remedy: 'See marketplaceServices.listAvailable for what is.',
      })),
      { platform: 'icp' },
    );
  }

  async #get(id: number, options: OperationOptions): Promise<Marketplace> {
    const found = (await this.#icp.marketplaces.list(options)).find((each) => each.Id === id);
    if (found) return found;
    throw refusal('icp.no_price_list', `${id} is no price list of the account.`, 'See lists.list.');
  }

  async #send(id: string, changes: readonly PriceListChange[], options: OperationOptions): Promise<void> {
    const services = new Map<string, MarketplaceService>();
    for (const { item, price } of changes) {
      const service = services.get(item.service) ?? { ServiceId: item.service, Charges: [] };
      service.Charges?.push({
        PriceableItemId: Number(item.id),
        CustomPrice: price === null ? null : Number(price),
      });
      services.set(item.service, service);
    }
    await this.#icp.marketplaceServices.updateCharges(listId(id), [...services.values()], options);
  }

  async #company(customer: string, options: OperationOptions): Promise<Company> {
    const [company] = await this.#icp.companies.get(accountId(customer, 'customers'), options);
    if (company?.AccountType === 'Company') return company;
    throw new ValidationError([
      {
        code: 'icp.no_company',
        path: ['customers'],
        message: `${customer} is a ${company?.AccountType ?? 'nothing'}, not a company.`,
        remedy: 'Allocate a list to customer companies; see companies.list.',
      },
    ]);
  }

  async #assign(company: Company, lists: readonly number[], options: OperationOptions): Promise<void> {
    try {
      await this.#icp.companies.update({ ...kept(company), Marketplaces: [...lists] }, options);
    } catch (error) {
      if (!(error instanceof TenantryError) || !error.mayHaveApplied) throw error;
      const [now] = await this.#icp.companies.get(company.AccountId, options);
      if (now === undefined || !lists.every((id) => assignedTo(now).includes(id))) throw error;
    }
  }
}

function listId(id: string): number {
  return accountId(id, 'id', 'id of a price list');
}

function toPriceList(list: Marketplace): PriceList {
  return {
    id: String(list.Id),
    platform: 'icp',
    name: list.Name,
    ...(list.Priority !== undefined && { priority: list.Priority }),
    products: list.ServiceCount ?? 0,
    hidden: list.HiddenServiceCount ?? 0,
    customers: list.AssigneeCount ?? 0,
  };
}

/** Everything of a company that an update can carry: what is left out of one may be taken for empty. */
function kept(company: Company): CompanyUpdate {
  const { Address = '', City = '', Domain = [], Email = '', Zip = '', AccountId, CompanyName } = company;
  const optional = [
    'ContactPhone',
    'ContractId',
    'PurchaseOrderNumber',
    'CrefoNumber',
    'CustomerId',
    'BankDetails',
    'ReferenceNumber',
    'Salesman',
    'State',
    'TehnicalAccountManager',
    'VATID',
    'Industry',
  ] as const;
  const others = optional.filter((name) => company[name] !== undefined).map((name) => [name, company[name]]);
  return { AccountId, CompanyName, Address, City, Domain, Email, Zip, ...Object.fromEntries(others) };
}
