/* Addresses that the door itself answers to; route.c finds what is behind them, openapi.c describes it. */
#ifndef DOOR_ADDRESS_H
#define DOOR_ADDRESS_H

#define ADDRESS_API "/api/"                     /* the commands: /api/alerts/ack */
#define ADDRESS_COMMANDS ADDRESS_API "commands" /* the table of commands itself */
#define ADDRESS_ACT "/do/"                      /* commands that forms of pages ask for: /do/records/confirm */
#define ADDRESS_ACCOUNT "/account"               /* the page of the own account; also below /en */
#define ADDRESS_LOGIN "/login"                  /* also below /en */
#define ADDRESS_LOGOUT "/logout"
#define ADDRESS_FEED "/feed/"                    /* a person's calendar by its secret: /feed/SECRET.ics */
#define ADDRESS_OPENAPI "/openapi.json"         /* what may be asked, for programs */

#endif
