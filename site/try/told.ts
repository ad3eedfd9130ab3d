// What a worker tells its page.

export type Told =
  | { readonly say: 'printed'; readonly text: string }
  | { readonly say: 'ended' };
