package dev.xdpasm.struct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component, or each element of an array, that is a {@code __u64} in C: 64 bits without a sign. In Java a {@code long}, negative from 2^63 on. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface U64 {}
