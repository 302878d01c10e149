import { accountStatusOf } from '../../../domain/partners/account-status.ts';
import { marketRules } from '../../../domain/partners/country-rules.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { validateAddress } from '../../../domain/partners/validate-address.ts';
import { validationCodesOf } from '../../../domain/partners/validation-code.ts';
import type { Address, AddressValidationResponse } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { toCountryInformation } from '../shapes/country.ts';
import { instant } from '../shapes/resource.ts';

export const validationOperations = {
  ValidateAddress: ({ body }: Call<Address>): AddressValidationResponse => {
    const { status, suggested, message } = validateAddress(body);
    return {
      originalAddress: body,
      suggestedAddresses: [...suggested],
      status,
      ...(message !== undefined && { validationMessage: message }),
    };
  },
  GetCountryValidationRules: ({ parameters }: Call) =>
    toCountryInformation(marketRules(parameters.country ?? '')),
  GetValidationStatus: (call: Call) => {
    const { world, actor, parameters } = call;
    const { status, updatedAt } = accountStatusOf(
      world,
      actor,
      parameters.customerId ?? '',
      queryOf(call).type,
    );
    return { type: 'account', status, lastUpdateDateTime: instant(updatedAt) };
  },
  ListValidationCodes: ({ world, actor }: Call) =>
    validationCodesOf(world, partnerOf(world, actor)).map(({ maximum, remaining, changedAt, ...code }) => ({
      ...code,
      maxCreates: maximum,
      remainingCreates: remaining,
      eTag: `W/"datetime'${encodeURIComponent(new Date(changedAt).toISOString())}'"`,
    })),
} satisfies Record<string, OperationHandler>;
