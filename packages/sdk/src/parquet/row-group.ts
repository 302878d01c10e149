import type { SchemaElement } from 'hyparquet-writer';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import type { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import type { ColumnValues } from './column-values.ts';

type PageHeader = Parameters<typeof writePageHeader>[1];
type FileMetaData = Parameters<typeof writeMetadata>[1];
export type RowGroup = FileMetaData['row_groups'][number];
type ColumnChunk = RowGroup['columns'][number];
type Metadata = NonNullable<ColumnChunk['meta_data']>;

/** How the pages of a file are packed. */
export type Compression = 'snappy' | 'none';

export interface GroupColumn {
  readonly element: SchemaElement;
  readonly values: ColumnValues;
}

/** Writes the rows of all columns as one row group. */
export function writeRowGroup(
  writer: ByteWriter,
  columns: readonly GroupColumn[],
  compression: Compression,
): RowGroup {
  const start = writer.offset;
  const rows = BigInt(columns[0]?.values.rows ?? 0);
  const chunks = columns.map((column) => writeChunk(writer, column, compression));
  const size = chunks.reduce((sum, { meta_data }) => sum + (meta_data?.total_uncompressed_size ?? 0n), 0n);
  return {
    columns: chunks,
    total_byte_size: size,
    total_compressed_size: BigInt(writer.offset - start),
    num_rows: rows,
  };
}

/** A column as a dictionary, where it has one, and one page. */
function writeChunk(
  writer: ByteWriter,
  { element, values }: GroupColumn,
  compression: Compression,
): ColumnChunk {
  const start = writer.offset;
  const { isPlain, rows } = values;
  const dictionarySize = isPlain ? 0 : writeDictionary(writer, values, compression);
  const pageStart = writer.offset;
  const pageSize = writePage(writer, values, compression);
  return {
    meta_data: {
      type: element.type as Metadata['type'],
      encodings: isPlain ? ['PLAIN', 'RLE'] : ['PLAIN', 'RLE', 'RLE_DICTIONARY'],
      path_in_schema: [element.name],
      codec: compression === 'snappy' ? 'SNAPPY' : 'UNCOMPRESSED',
      num_values: BigInt(rows),
      total_compressed_size: BigInt(writer.offset - start),
      total_uncompressed_size: BigInt(dictionarySize + pageSize),
      data_page_offset: BigInt(pageStart),
      ...(!isPlain && { dictionary_page_offset: BigInt(start) }),
      statistics: statisticsOf(values),
    },
    file_offset: BigInt(start),
  };
}

/** @returns its size before it was packed */
function writeDictionary(writer: ByteWriter, { values }: ColumnValues, compression: Compression): number {
  const packed = packedBy(compression, values.bytes);
  const headerSize = writeHeader(writer, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: values.length,
    compressed_page_size: packed.byteLength,
    dictionary_page_header: { num_values: values.count, encoding: 'PLAIN' },
  });
  writer.appendBytes(packed);
  return headerSize + values.length;
}

/** @returns its size before it was packed */
function writePage(writer: ByteWriter, column: ColumnValues, compression: Compression): number {
  const { isPlain, rows, nulls } = column;
  const levels = new ByteWriter();
  writeRleBitPackedHybrid(levels, levelsOf(column), 1);
  const content = isPlain ? column.values.bytes : indexesOf(column);
  const packed = packedBy(compression, content);
  const levelsSize = levels.offset;
  const headerSize = writeHeader(writer, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levelsSize + content.byteLength,
    compressed_page_size: levelsSize + packed.byteLength,
    data_page_header_v2: {
      num_values: rows,
      num_nulls: nulls,
      num_rows: rows,
      encoding: isPlain ? 'PLAIN' : 'RLE_DICTIONARY',
      definition_levels_byte_length: levelsSize,
      repetition_levels_byte_length: 0,
      is_compressed: compression !== 'none',
    },
  });
  writer.appendBytes(levels.getBytes());
  writer.appendBytes(packed);
  return headerSize + levelsSize + content.byteLength;
}

function writeHeader(writer: ByteWriter, header: PageHeader): number {
  const start = writer.offset;
  writePageHeader(writer, header);
  return writer.offset - start;
}

function packedBy(compression: Compression, bytes: Uint8Array): Uint8Array {
  return compression === 'snappy' ? snappyCompress(bytes) : bytes;
}

/** 1 where a row has a value, 0 where it has none. */
function levelsOf({ indexes, nulls }: ColumnValues): Uint8Array {
  const levels = new Uint8Array(indexes.length);
  return nulls === 0 ? levels.fill(1) : levels.map((_, row) => ((indexes[row] ?? 0) < 0 ? 0 : 1));
}

function indexesOf({ indexes, nulls, values }: ColumnValues): Uint8Array {
  const writer = new ByteWriter();
  const bitWidth = Math.ceil(Math.log2(Math.max(1, values.count)));
  writer.appendUint8(bitWidth);
  writeRleBitPackedHybrid(writer, nulls === 0 ? indexes : indexes.filter((index) => index >= 0), bitWidth);
  return writer.getBytes();
}

/** What lets an engine pass over a row group; the range only of what it can compare. */
function statisticsOf({ nulls, range }: ColumnValues) {
  const nullCount = { null_count: BigInt(nulls) };
  return range === undefined ? nullCount : { ...nullCount, min_value: range.least, max_value: range.most };
}
