package dev.xdpasm.struct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component, or each element of an array, that is a {@code __u8} in C: 8 bits without a sign. A wider Java type takes its numbers only. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface U8 {}
