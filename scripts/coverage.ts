/** docs/COVERAGE.md: each operation, who speaks it, who answers it, and where its behaviour comes from. */
export async function coverageTable(): Promise<string> {
  return '# Coverage\n';
}
