import type { Language } from './issue.ts';

/** Position of a language in the texts below. */
export const languages: readonly Language[] = ['en', 'es', 'pt'];

type Texts = readonly [en: string, es: string, pt: string];

const ownName: Texts = [
  'The password has your name or company in it.|Leave it out.',
  'La contraseña contiene su nombre o empresa.|Quítelo.',
  'A senha contém seu nome ou empresa.|Retire-o.',
];

/** Rule and remedy, with a bar between, of every code in every language. */
export const messages = {
  required: ['is missing.|Give a value.', 'falta.|Indique un valor.', 'está faltando.|Informe um valor.'],
  type: [
    'must be a {expected}.|Change it.',
    'debe ser {expected}.|Cámbielo.',
    'deve ser {expected}.|Altere-o.',
  ],
  unknown: [
    'is not a known field.|Leave it out; names are case-sensitive.',
    'no es un campo conocido.|Quítelo; cuentan las mayúsculas.',
    'não é um campo conhecido.|Retire-o; maiúsculas contam.',
  ],
  choice: [
    'is not one of {values}.|Change it.',
    'no es uno de {values}.|Cámbielo.',
    'não é um de {values}.|Altere-o.',
  ],
  text: [
    'must have {min} to {max} characters on one line.|Change it.',
    'debe tener de {min} a {max} caracteres en una línea.|Cámbielo.',
    'deve ter de {min} a {max} caracteres em uma linha.|Altere-o.',
  ],
  'password.length': [
    'The password has fewer than {min} characters.|Add some.',
    'La contraseña tiene menos de {min} caracteres.|Agregue más.',
    'A senha tem menos de {min} caracteres.|Inclua mais.',
  ],
  'password.upper': [
    'The password has no upper-case letter.|Add A to Z.',
    'La contraseña no tiene mayúsculas.|Agregue A a Z.',
    'A senha não tem maiúsculas.|Inclua A a Z.',
  ],
  'password.lower': [
    'The password has no lower-case letter.|Add a to z.',
    'La contraseña no tiene minúsculas.|Agregue a a z.',
    'A senha não tem minúsculas.|Inclua a a z.',
  ],
  'password.number': [
    'The password has no number.|Add 0 to 9.',
    'La contraseña no tiene números.|Agregue 0 a 9.',
    'A senha não tem números.|Inclua 0 a 9.',
  ],
  'password.special': [
    'The password has none of ! $ # %.|Add one.',
    'La contraseña no tiene ninguno de ! $ # %.|Agregue uno.',
    'A senha não tem nenhum de ! $ # %.|Inclua um.',
  ],
  'password.username': ownName,
  'password.company': ownName,
  'password.first_name': ownName,
  'password.last_name': ownName,
  'password.compromised': [
    'The password is known from a breach.|Choose another.',
    'La contraseña figura en una filtración.|Elija otra.',
    'A senha consta de um vazamento.|Escolha outra.',
  ],
  'password.reused': [
    'The password is one of the last ten.|Choose another.',
    'La contraseña es una de las diez últimas.|Elija otra.',
    'A senha é uma das dez últimas.|Escolha outra.',
  ],
  'domain.prefix': [
    'must be 1 to {max} letters and digits.|Leave out hyphen, period and underscore.',
    'debe tener de 1 a {max} letras y dígitos.|Quite guion, punto y guion bajo.',
    'deve ter de 1 a {max} letras e dígitos.|Retire hífen, ponto e sublinhado.',
  ],
  'domain.custom': [
    'is not a domain of your own.|Write example.com.',
    'no es un dominio propio.|Escriba ejemplo.com.',
    'não é um domínio próprio.|Escreva exemplo.com.',
  ],
  mpn_id: [
    'must be 1 to {max} digits.|Copy it from Partner Center.',
    'debe tener de 1 a {max} dígitos.|Cópielo de Partner Center.',
    'deve ter de 1 a {max} dígitos.|Copie-o do Partner Center.',
  ],
  email: [
    'is not an e-mail address.|Write name@example.com.',
    'no es un correo electrónico.|Escriba nombre@example.com.',
    'não é um e-mail.|Escreva nome@example.com.',
  ],
  phone: [
    'is not a phone number with country code.|Write +51 1 5550100.',
    'no es un teléfono con código de país.|Escriba +51 1 5550100.',
    'não é um telefone com código do país.|Escreva +51 1 5550100.',
  ],
  postal_code: [
    'is not a postal code of {country}.|Write {example}.',
    'no es un código postal de {country}.|Escriba {example}.',
    'não é um código postal de {country}.|Escreva {example}.',
  ],
  quantity: [
    'must be a whole number from {min} to {max}.|Change it.',
    'debe ser un entero de {min} a {max}.|Cámbielo.',
    'deve ser um inteiro de {min} a {max}.|Altere-o.',
  ],
  date: [
    'is not a date.|Write 2026-11-20.',
    'no es una fecha.|Escriba 2026-11-20.',
    'não é uma data.|Escreva 2026-11-20.',
  ],
  'date.future': [
    'lies in the future.|Give the day of the acceptance.',
    'está en el futuro.|Indique el día de la aceptación.',
    'está no futuro.|Informe o dia da aceitação.',
  ],
  terms: [
    'must be true.|Read the terms and accept them.',
    'debe ser true.|Lea los términos y acéptelos.',
    'deve ser true.|Leia os termos e aceite-os.',
  ],
} as const satisfies Record<string, Texts>;

export type IssueCode = keyof typeof messages;
