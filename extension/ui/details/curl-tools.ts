// What copies a request as curl, loaded when the button is pressed.
export { curlCommand } from '../../cookies/exchange/curl-command.ts';
export { curlRequestOf } from '../../trace/files/curl-request.ts';
export { UNMASKED } from '../../trace/files/mask.ts';
export { maskerOfTrace } from '../../trace/files/trace-secrets.ts';
