import {
  agreementDocument,
  agreementTemplates,
  templatesOfType,
} from '../../../domain/partners/agreement-template.ts';
import {
  type CustomerAgreement,
  confirmAgreement,
  customerAgreementsOf,
} from '../../../domain/partners/customer-agreement.ts';
import type { Agreement, NewAgreement } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { collection, instant } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

function toAgreement({ contact, agreedAt, userId, templateId, type }: CustomerAgreement): Agreement {
  const template = agreementTemplates.find((each) => each.templateId === templateId);
  return {
    ...(userId !== undefined && { userId }),
    primaryContact: { ...contact },
    templateId,
    dateAgreed: instant(agreedAt),
    type,
    ...(template !== undefined && { agreementLink: template.link }),
  };
}

export const agreementOperations = {
  ListAgreementMetadata: (call: Call) =>
    collection(
      templatesOfType(queryOf(call).agreementtype).map(({ templateId, type, link, rank }) => ({
        templateId,
        agreementType: type,
        agreementLink: link,
        versionRank: rank,
      })),
      '/agreements',
    ),
  GetAgreementDocument: (call: Call) => {
    const { language, country } = queryOf(call);
    return agreementDocument(call.world, {
      templateId: call.parameters.templateId ?? '',
      language,
      country,
    });
  },
  ListAgreements: (call: Call) => {
    const tenant = customerOf(call);
    const agreements = customerAgreementsOf(call.world, tenant, queryOf(call).agreementtype);
    return collection(agreements.map(toAgreement), `/customers/${tenant.id}/agreements`);
  },
  CreateAgreement: (call: Call<NewAgreement>) => {
    const { world, actor, body } = call;
    const { templateId, type, dateAgreed, userId, primaryContact } = body;
    return toAgreement(
      confirmAgreement(world, actor, customerOf(call), {
        templateId,
        type,
        dateAgreed,
        userId,
        contact: primaryContact,
      }),
    );
  },
  GetDirectSignedStatus: (call: Call) => ({ isSigned: customerOf(call).directlySigned === true }),
} satisfies Record<string, OperationHandler>;
