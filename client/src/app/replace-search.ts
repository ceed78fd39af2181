/** Writes the view of a screen into its address, beside the router: a navigation of the router's own would end one to another screen that is under way while that screen's code is loaded. */
export function replaceSearch(screen: string, params: URLSearchParams): void {
  const { pathname, search } = window.location;
  const text = params.toString();
  if (pathname !== screen || new URLSearchParams(search).toString() === text) return;
  window.history.replaceState(window.history.state, '', text === '' ? screen : `${screen}?${text}`);
}
