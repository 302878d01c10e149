/** What Azure counts, with its price in US dollars. evidence: docs for the form of ids, modelled names and prices */
export interface Meter {
  /** Text, not a GUID: `DZH318Z0BNVX-005J-Data Transfer In (GB)`. */
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  readonly unit: string;
  /** Of one unit, a decimal string with at most four places. */
  readonly price: string;
  /** What one resource uses in a day, in thousandths of the unit. */
  readonly daily: readonly [least: number, most: number];
}

function meter(
  key: string,
  [category, subcategory, name, unit]: readonly [string, string, string, string],
  price: string,
  daily: Meter['daily'],
): Meter {
  return { id: `${key}-${name} (${unit})`, name, category, subcategory, unit, price, daily };
}

export const meters = {
  computeHours: meter(
    'DZH318Z0BP04-00QX',
    ['Virtual Machines', 'Dsv5 Series', 'D4s v5', '1 Hour'],
    '0.192',
    [8_000, 24_000],
  ),
  dataOut: meter(
    'DZH318Z0BNVX-005K',
    ['Bandwidth', 'Rtn Preference: MGN', 'Data Transfer Out', 'GB'],
    '0.087',
    [120, 9_400],
  ),
  dataIn: meter(
    'DZH318Z0BNVX-005J',
    ['Bandwidth', 'Rtn Preference: MGN', 'Data Transfer In', 'GB'],
    '0',
    [200, 14_000],
  ),
  disk: meter(
    'DZH318Z0BNZH-01PV',
    ['Storage', 'Premium SSD Managed Disks', 'P10 LRS Disk', '1/Month'],
    '19.71',
    [32, 33],
  ),
  blobStored: meter(
    'DZH318Z0BNXN-00L6',
    ['Storage', 'Blob Storage', 'Hot LRS Data Stored', '1 GB/Month'],
    '0.0208',
    [3_400, 21_000],
  ),
  blobWrites: meter(
    'DZH318Z0BNXN-00LC',
    ['Storage', 'Blob Storage', 'Hot LRS Write Operations', '10K'],
    '0.05',
    [900, 16_000],
  ),
  databaseHours: meter(
    'DZH318Z0BQHS-0012',
    ['SQL Database', 'Single General Purpose', 'vCore', '1 Hour'],
    '0.1522',
    [24_000, 48_000],
  ),
  backupStored: meter(
    'DZH318Z0BQHS-004F',
    ['SQL Database', 'PITR Backup Storage', 'Data Stored', '1 GB/Month'],
    '0.2',
    [110, 1_900],
  ),
  address: meter(
    'DZH318Z0BP0C-003M',
    ['Virtual Network', 'IP Addresses', 'Standard IPv4 Static Public IP', '1 Hour'],
    '0.005',
    [24_000, 24_000],
  ),
  siteHours: meter(
    'DZH318Z0BPR8-00D2',
    ['Azure App Service', 'Premium v3 Plan', 'P1 v3 App', '1 Hour'],
    '0.155',
    [24_000, 24_000],
  ),
  secrets: meter('DZH318Z0BPVB-0007', ['Key Vault', 'Vaults', 'Operations', '10K'], '0.03', [40, 2_600]),
  logs: meter(
    'DZH318Z0BPKX-0021',
    ['Log Analytics', 'Analytics Logs', 'Data Ingestion', '1 GB'],
    '2.76',
    [60, 1_450],
  ),
} as const satisfies Readonly<Record<string, Meter>>;
