/** How far a file is read. */
export interface StreamProgress {
  readonly rows: number;
  /** As they came over the network: of a zip, those of the zip. */
  readonly bytes: number;
  /** Of the whole file, 0 to 1; absent where the platform does not tell its length. */
  readonly share?: number;
}

/** How a file is read. */
export interface StreamOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called for each piece of the file that was read. */
  readonly onProgress?: ((progress: StreamProgress) => void) | undefined;
}
