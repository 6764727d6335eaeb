/** An application that is somebody else's: what it sees of Waggle is what a user sees. */
@NullMarked
package com.example.ledger;

import org.jspecify.annotations.NullMarked;
