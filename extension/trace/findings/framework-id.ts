/** The frameworks whose settings remedies can name: those of `docs/any-server.md`. */
export type FrameworkId =
  | 'django'
  | 'flask'
  | 'starlette'
  | 'express'
  | 'php'
  | 'laravel'
  | 'rails'
  | 'spring'
  | 'aspnet-core'
  | 'go';
