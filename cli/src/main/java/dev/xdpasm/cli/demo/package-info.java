/**
 * Floor 7: what {@code xdpasm demo} shows: a firewall in the Java DSL, a network of its own to run it in, and the count of
 * what it did to real packets.
 */
@NullMarked
package dev.xdpasm.cli.demo;

import org.jspecify.annotations.NullMarked;
