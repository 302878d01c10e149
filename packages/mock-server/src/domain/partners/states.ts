/** `code=name|code=name` as a map from code to name. */
function namesByCode(text: string): ReadonlyMap<string, string> {
  return new Map(text.split('|').map((pair) => pair.split('=') as [string, string]));
}

/** States by ISO 3166-2 code, for the countries whose states are held against a list. evidence: docs for which countries, modelled that codes are the ISO ones */
const statesByCountry: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  US: namesByCode(
    'AL=Alabama|AK=Alaska|AZ=Arizona|AR=Arkansas|CA=California|CO=Colorado|CT=Connecticut|DE=Delaware' +
      '|DC=District of Columbia|FL=Florida|GA=Georgia|HI=Hawaii|ID=Idaho|IL=Illinois|IN=Indiana|IA=Iowa' +
      '|KS=Kansas|KY=Kentucky|LA=Louisiana|ME=Maine|MD=Maryland|MA=Massachusetts|MI=Michigan' +
      '|MN=Minnesota|MS=Mississippi|MO=Missouri|MT=Montana|NE=Nebraska|NV=Nevada|NH=New Hampshire' +
      '|NJ=New Jersey|NM=New Mexico|NY=New York|NC=North Carolina|ND=North Dakota|OH=Ohio|OK=Oklahoma' +
      '|OR=Oregon|PA=Pennsylvania|RI=Rhode Island|SC=South Carolina|SD=South Dakota|TN=Tennessee|TX=Texas' +
      '|UT=Utah|VT=Vermont|VA=Virginia|WA=Washington|WV=West Virginia|WI=Wisconsin|WY=Wyoming',
  ),
  CA: namesByCode(
    'AB=Alberta|BC=British Columbia|MB=Manitoba|NB=New Brunswick|NL=Newfoundland and Labrador' +
      '|NS=Nova Scotia|NT=Northwest Territories|NU=Nunavut|ON=Ontario|PE=Prince Edward Island|QC=Quebec' +
      '|SK=Saskatchewan|YT=Yukon',
  ),
  CN: namesByCode(
    'AH=Anhui|BJ=Beijing|CQ=Chongqing|FJ=Fujian|GD=Guangdong|GS=Gansu|GX=Guangxi|GZ=Guizhou|HA=Henan' +
      '|HB=Hubei|HE=Hebei|HI=Hainan|HL=Heilongjiang|HN=Hunan|JL=Jilin|JS=Jiangsu|JX=Jiangxi|LN=Liaoning' +
      '|NM=Nei Mongol|NX=Ningxia|QH=Qinghai|SC=Sichuan|SD=Shandong|SH=Shanghai|SN=Shaanxi|SX=Shanxi' +
      '|TJ=Tianjin|XJ=Xinjiang|XZ=Xizang|YN=Yunnan|ZJ=Zhejiang',
  ),
  MX: namesByCode(
    'AGU=Aguascalientes|BCN=Baja California|BCS=Baja California Sur|CAM=Campeche|CHP=Chiapas' +
      '|CHH=Chihuahua|CMX=Ciudad de Mexico|COA=Coahuila|COL=Colima|DUR=Durango|GUA=Guanajuato|GRO=Guerrero' +
      '|HID=Hidalgo|JAL=Jalisco|MEX=Mexico|MIC=Michoacan|MOR=Morelos|NAY=Nayarit|NLE=Nuevo Leon|OAX=Oaxaca' +
      '|PUE=Puebla|QUE=Queretaro|ROO=Quintana Roo|SLP=San Luis Potosi|SIN=Sinaloa|SON=Sonora|TAB=Tabasco' +
      '|TAM=Tamaulipas|TLA=Tlaxcala|VER=Veracruz|YUC=Yucatan|ZAC=Zacatecas',
  ),
};

/** Whether states of a country are held against a list. */
export function hasStateList(iso: string): boolean {
  return statesByCountry[iso] !== undefined;
}

export function stateCodesOf(iso: string): readonly string[] {
  return [...(statesByCountry[iso]?.keys() ?? [])];
}

/** The code of a state that is given by code or by name, in any case and with or without accents. */
export function stateCodeOf(iso: string, given: string): string | undefined {
  const wanted = folded(given);
  return [...(statesByCountry[iso] ?? [])].find(
    ([code, name]) => folded(code) === wanted || folded(name) === wanted,
  )?.[0];
}

function folded(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
