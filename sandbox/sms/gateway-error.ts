/** The platform's refusal: errors of the caller have an HTTP status, errors of the message itself are HTTP 200. */
export class GatewayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
