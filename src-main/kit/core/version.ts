/** The version of this build. Both sides of every connection say it. A test keeps it equal to package.json. */
export const version = '0.1.0'
