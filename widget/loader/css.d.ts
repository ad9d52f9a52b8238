// Style sheets come as text; the build makes them small.
declare module "*.css" {
  const text: string;
  export default text;
}
