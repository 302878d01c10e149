import type { BillingCycle, Term } from '../operations/subscriptions/subscription-operations.ts';
import type { Language } from '../validation/issue.ts';

interface Labels {
  readonly quote: string;
  readonly version: string;
  readonly date: string;
  readonly validUntil: string;
  readonly seller: string;
  readonly buyer: string;
  readonly columns: readonly [
    line: string,
    product: string,
    quantity: string,
    unitPrice: string,
    total: string,
  ];
  readonly terms: Readonly<Record<Term, string>>;
  readonly cycles: Readonly<Record<BillingCycle, string>>;
  readonly undiscounted: string;
  readonly discount: string;
  readonly totals: Readonly<Record<BillingCycle | 'firstYear', string>>;
  readonly firstYearNote: string;
  readonly taxes: string;
  readonly notes: string;
  readonly page: string;
  readonly of: string;
}

/** What is written on a quote for people. */
export const labels: Readonly<Record<Language, Labels>> = {
  en: {
    quote: 'Quote',
    version: 'Version',
    date: 'Date',
    validUntil: 'Valid until',
    seller: 'From',
    buyer: 'For',
    columns: ['No.', 'Product', 'Quantity', 'Unit price', 'Total'],
    terms: { P1M: 'term of one month', P1Y: 'term of one year', P3Y: 'term of three years' },
    cycles: {
      monthly: 'billed monthly',
      annual: 'billed annually',
      triennial: 'billed once for three years',
    },
    undiscounted: 'regular price',
    discount: 'discount',
    totals: {
      monthly: 'Total each month',
      annual: 'Total each year',
      triennial: 'Total for three years',
      firstYear: 'First twelve months',
    },
    firstYearNote: 'The first twelve months are what is billed in them when monthly terms are renewed.',
    taxes: 'Taxes are not included; they are added on the invoice.',
    notes: 'Notes',
    page: 'Page',
    of: 'of',
  },
  es: {
    quote: 'Cotización',
    version: 'Versión',
    date: 'Fecha',
    validUntil: 'Válida hasta',
    seller: 'De',
    buyer: 'Para',
    columns: ['N.º', 'Producto', 'Cantidad', 'Precio unitario', 'Total'],
    terms: { P1M: 'plazo de un mes', P1Y: 'plazo de un año', P3Y: 'plazo de tres años' },
    cycles: {
      monthly: 'facturación mensual',
      annual: 'facturación anual',
      triennial: 'facturación única por tres años',
    },
    undiscounted: 'precio regular',
    discount: 'descuento',
    totals: {
      monthly: 'Total por mes',
      annual: 'Total por año',
      triennial: 'Total por tres años',
      firstYear: 'Primeros doce meses',
    },
    firstYearNote:
      'Los primeros doce meses son lo que se factura en ellos si los plazos mensuales se renuevan.',
    taxes: 'No incluye impuestos; se agregan en la factura.',
    notes: 'Notas',
    page: 'Página',
    of: 'de',
  },
  pt: {
    quote: 'Cotação',
    version: 'Versão',
    date: 'Data',
    validUntil: 'Válida até',
    seller: 'De',
    buyer: 'Para',
    columns: ['N.º', 'Produto', 'Quantidade', 'Preço unitário', 'Total'],
    terms: { P1M: 'prazo de um mês', P1Y: 'prazo de um ano', P3Y: 'prazo de três anos' },
    cycles: {
      monthly: 'faturamento mensal',
      annual: 'faturamento anual',
      triennial: 'faturamento único por três anos',
    },
    undiscounted: 'preço regular',
    discount: 'desconto',
    totals: {
      monthly: 'Total por mês',
      annual: 'Total por ano',
      triennial: 'Total por três anos',
      firstYear: 'Primeiros doze meses',
    },
    firstYearNote: 'Os primeiros doze meses são o que se fatura neles se os prazos mensais forem renovados.',
    taxes: 'Impostos não incluídos; são acrescentados na fatura.',
    notes: 'Observações',
    page: 'Página',
    of: 'de',
  },
};
