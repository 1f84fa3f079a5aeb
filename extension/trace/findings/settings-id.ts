/** Whose settings a remedy names: one family of settings may serve several frameworks. */
export type SettingsId =
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
