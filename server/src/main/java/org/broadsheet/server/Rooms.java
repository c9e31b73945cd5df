package org.broadsheet.server;

import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.MailSettings;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// The server's rooms over a library without the server: nothing answers requests and nothing works on
/// schedule. A
/// room, and what it needs, is made when it is asked for.
public final class Rooms implements AutoCloseable {
    private final AnnotationConfigApplicationContext context;

    private Rooms(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /// Opens them; the library stays the caller's.
    public static Rooms over(Library library) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Library.class, () -> library, definition -> definition.setDestroyMethodName(""));
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(new AssignableTypeFilter(BroadsheetServer.class));
        // What works by itself would be made at once, however lazy.
        scanner.addExcludeFilter(new AssignableTypeFilter(SmartLifecycle.class));
        scanner.scan(Rooms.class.getPackageName());
        context.registerBean(MailSettings.class, () -> MailSettings.DEFAULT);
        context.addBeanFactoryPostProcessor(beans -> {
            for (String name : beans.getBeanDefinitionNames())
                beans.getBeanDefinition(name).setLazyInit(true);
        });
        context.refresh();
        return new Rooms(context);
    }

    /// A room by its type, for example `Readers.class`.
    public <T> T room(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
