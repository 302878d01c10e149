/** A sheet as long as a whole market's: its own rows again and again, each with a SKU that no other has, and saying that it is made up. evidence: modelled */
export function* generatedSheet(
  sheet: Iterable<readonly string[]>,
  rows: number,
): Generator<readonly string[]> {
  const [columns, ...own] = sheet;
  if (columns === undefined) return;
  yield columns;
  if (own.length === 0) return;
  const skuId = columns.indexOf('SkuId');
  const skuTitle = columns.indexOf('SkuTitle');
  for (let number = 0; number < rows; number += 1) {
    const row = [...(own[number % own.length] ?? [])];
    row[skuId] = String(number).padStart(6, '0');
    row[skuTitle] = `${row[skuTitle]} (generated ${number})`;
    yield row;
  }
}
