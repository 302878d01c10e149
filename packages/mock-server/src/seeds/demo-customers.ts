import { billingTypes } from '../domain/catalogue/microsoft-licences.ts';

/** A made-up customer and what it buys at first. */
export interface Customer {
  readonly name: string;
  readonly prefix: string;
  readonly country: string;
  readonly city: string;
  readonly zip: string;
  readonly vatId: string;
  readonly licences: readonly (readonly [product: string, quantity: number, billingType: string])[];
  readonly azure?: boolean;
}

export const basic = '1429492_NCEMicros365BusinessBasic_12901';
export const standard = '1429492_NCEMicros365BusinessStandard_12902';
const premium = '1429492_NCEMicros365BusinessPremium_12903';
const e3 = '1429492_NCEMicros365E3_12907';
const exchange = '1429492_NCEExchangeOnline1_12910';
export const copilot = '1429492_NCECopilot_12914';
const powerBi = '1429492_NCEPowerBIPro_12913';

export const customers: readonly Customer[] = [
  {
    name: 'TEXTILES RIMAC S.A.',
    prefix: 'textilesrimac',
    country: 'Peru',
    city: 'Lima',
    zip: '15082',
    vatId: '20100000011',
    licences: [
      [basic, 24, billingTypes.yearlyByMonth],
      [standard, 8, billingTypes.yearlyPrepaid],
    ],
  },
  {
    name: 'CLINICA SAN ISIDRO',
    prefix: 'clinicasanisidro',
    country: 'Peru',
    city: 'Arequipa',
    zip: '04001',
    vatId: '20100000022',
    licences: [[premium, 35, billingTypes.yearlyByMonth]],
    azure: true,
  },
  {
    name: 'CAFE DEL EJE S.A.S.',
    prefix: 'cafedeleje',
    country: 'Colombia',
    city: 'Pereira',
    zip: '660001',
    vatId: '900100200',
    licences: [
      [basic, 12, billingTypes.monthly],
      [exchange, 6, billingTypes.monthly],
    ],
  },
  {
    name: 'LOGISTICA ANDINA LTDA.',
    prefix: 'logisticaandina',
    country: 'Colombia',
    city: 'Bogota',
    zip: '110111',
    vatId: '900100300',
    licences: [
      [e3, 60, billingTypes.yearlyByMonth],
      [powerBi, 10, billingTypes.yearlyByMonth],
    ],
    azure: true,
  },
  {
    name: 'VINOS DEL MAIPO SPA',
    prefix: 'vinosdelmaipo',
    country: 'Chile',
    city: 'Santiago',
    zip: '8320000',
    vatId: '76100200-1',
    licences: [[standard, 18, billingTypes.yearlyByMonth]],
  },
  {
    name: 'MINERA COBRE NORTE',
    prefix: 'mineracobrenorte',
    country: 'Chile',
    city: 'Antofagasta',
    zip: '1240000',
    vatId: '76100300-2',
    licences: [
      [e3, 120, billingTypes.triennialByMonth],
      [copilot, 15, billingTypes.yearlyByMonth],
    ],
    azure: true,
  },
  {
    name: 'TACOS Y MAS S.A. DE C.V.',
    prefix: 'tacosymas',
    country: 'Mexico',
    city: 'Guadalajara',
    zip: '44100',
    vatId: 'TYM101010AA1',
    licences: [[basic, 9, billingTypes.yearlyPrepaid]],
  },
  {
    name: 'AUTOPARTES DEL BAJIO',
    prefix: 'autopartesbajio',
    country: 'Mexico',
    city: 'Leon',
    zip: '37000',
    vatId: 'ABA101010BB2',
    licences: [
      [premium, 22, billingTypes.yearlyByMonth],
      [exchange, 14, billingTypes.yearlyByMonth],
    ],
  },
  {
    name: 'PADARIA PAULISTA LTDA.',
    prefix: 'padariapaulista',
    country: 'Brazil',
    city: 'Sao Paulo',
    zip: '01310-100',
    vatId: '10.200.300/0001-40',
    licences: [[basic, 5, billingTypes.monthly]],
  },
  {
    name: 'ESTUDIO JURIDICO VEGA',
    prefix: 'estudiovega',
    country: 'Peru',
    city: 'Trujillo',
    zip: '13001',
    vatId: '20100000033',
    licences: [[premium, 7, billingTypes.yearlyPrepaid]],
  },
];
