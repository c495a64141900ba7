/** The only place where the client learns its terminal's name. Screens ask for capabilities instead. */
export const terminalName: 'weapp' | 'h5' | 'kiosk' = TERMINAL
