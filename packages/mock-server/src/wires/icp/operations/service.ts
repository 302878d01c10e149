import { requireProduct } from '../../../domain/catalogue/catalogue.ts';
import { checkFields } from '../../../domain/catalogue/check-fields.ts';
import { licenceFields } from '../../../domain/catalogue/microsoft-licences.ts';
import { accountInScope, permit, serviceInScope } from '../../../domain/companies/scope.ts';
import { sellableThrough, servicesFor } from '../../../domain/prices/marketplaces.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { alignmentChoices } from '../../../domain/subscriptions/end-date-alignment.ts';
import { tenantProblems } from '../../../domain/tenants/tenant-order.ts';
import type {
  GetFieldsForServiceRequest,
  GetPossibleServicesForParentRequest,
  GetRemoteEnumsRequest,
  GetServiceInformationRequest,
  ValidateFieldsRequest,
  ValidationResult,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { toAccountField, toEnumMember } from '../shapes/fields.ts';
import { toProductInfo } from '../shapes/product.ts';

/** The technical name with the prefix that remote enums want. evidence: docs */
const viewPrefix = 'Product_';

export const serviceOperations = {
  GetPossibleServicesForParent: ({ world, actor, body }: Call<GetPossibleServicesForParentRequest>) => {
    permit(actor, 'services.read');
    const { company } = accountInScope(world, actor, body.parentAccountId, 'parentAccountId');
    return servicesFor(world, company).map(({ product, marketplace }) => toProductInfo(product, marketplace));
  },
  GetFieldsForService: ({ world, actor, body }: Call<GetFieldsForServiceRequest>) => {
    permit(actor, 'services.read');
    const { company } = accountInScope(world, actor, body.parentAccountId, 'parentAccountId');
    const product = requireProduct(body.productName, 'productName');
    if (sellableThrough(world, company, product.name) === undefined) {
      throw new Refusal(
        'invalid',
        'service.not_sold',
        `productName "${product.name}" is not sold to account ${company.id}; GetPossibleServicesForParent lists what is.`,
        'productName',
      );
    }
    return {
      ParentAccountId: body.parentAccountId,
      ServiceName: product.name,
      Fields: product.fields.map(toAccountField),
    };
  },
  GetServiceInformation: ({ actor, body }: Call<GetServiceInformationRequest>) => {
    permit(actor, 'services.read');
    const product = requireProduct(body.serviceName, 'serviceName');
    return {
      DisplayName: product.displayName,
      Description: product.description,
      TermsConditions: product.terms?.[0]?.content ?? '',
    };
  },
  ValidateFields: ({ world, actor, body }: Call<ValidateFieldsRequest>): ValidationResult => {
    permit(actor, 'services.read');
    const { ParentAccountId, ServiceName, Fields, FieldsToValidate, AccountId } = body.subscriptionAccount;
    accountInScope(world, actor, ParentAccountId, 'ParentAccountId');
    const product = requireProduct(ServiceName);
    if (AccountId !== undefined) serviceInScope(world, actor, AccountId, 'AccountId');
    const update = AccountId !== undefined;
    const only = FieldsToValidate && { only: FieldsToValidate };
    const { problems, values } = checkFields({ product, fields: Fields, update, ...only });
    const all =
      product.kind === 'tenant' && !update
        ? [...problems, ...tenantProblems(world, values, FieldsToValidate)]
        : problems;
    const [first] = all;
    return first === undefined
      ? { Result: 'OK', ErrorDetails: '', FieldName: '' }
      : { Result: 'FAILED', ErrorDetails: first.message, FieldName: first.field };
  },
  GetRemoteEnums: ({ world, actor, body }: Call<GetRemoteEnumsRequest>) => {
    permit(actor, 'services.read');
    const { FieldName, AccountViewName, ParentAccountId, ContextValues } = body.remoteEnumRequest;
    const { company } = accountInScope(world, actor, ParentAccountId, 'ParentAccountId');
    const product = requireProduct(AccountViewName.slice(viewPrefix.length), 'AccountViewName');
    const definition = product.fields.find((each) => each.name === FieldName);
    if (definition === undefined)
      throw new Refusal(
        'invalid',
        'field.unknown',
        `FieldName "${FieldName}" is no field of ${product.displayName}; GetFieldsForService lists them.`,
        'FieldName',
      );
    if (definition.options) return definition.options.map(toEnumMember);
    if (FieldName !== licenceFields.endDateAlignment) return [];
    return alignmentChoices(world, company.id, String(ContextValues?.BillingType ?? '')).map(toEnumMember);
  },
} satisfies Record<string, OperationHandler>;
