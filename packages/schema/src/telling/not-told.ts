/** What the database cannot tell by itself; the resolvers answer it. */
export class NotTold extends Error {
  override name = 'NotTold';
}
