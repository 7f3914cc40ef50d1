package dev.xdpasm.loader;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs a kernel to load programs into and to make network namespaces in: it is run where {@link
 * KernelAccess#missing()} is empty, and skipped with the reason elsewhere. With {@code -Dxdpasm.kernel=required} what
 * would be skipped fails. What single kernels lack is told by {@link Needs}. After each class nothing may be left: descriptors, namespace threads, programs.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({KernelCondition.class, LeakCheck.class})
public @interface KernelTest {

    /** Whether it pins, and so needs a bpffs on {@code /sys/fs/bpf}. */
    boolean pins() default false;
}
