package org.broadsheet.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void aRequestNeedsTheScopeOfItsRoom() {
        assertThat(Scope.needed("GET", "/api/v1/judgments")).isEqualTo(Scope.READ);
        assertThat(Scope.needed("POST", "/api/v1/judgments/7/undo")).isEqualTo(Scope.JUDGE);
        assertThat(Scope.needed("PUT", "/api/v1/reading-status")).isEqualTo(Scope.LISTS);
        assertThat(Scope.needed("DELETE", "/api/v1/lists/l-1")).isEqualTo(Scope.LISTS);
        assertThat(Scope.needed("POST", "/api/v1/zotero/import")).isEqualTo(Scope.LISTS);
        assertThat(Scope.needed("PUT", "/api/v1/zotero")).isEqualTo(Scope.ACCOUNT);
        assertThat(Scope.needed("POST", "/api/v1/claims")).isEqualTo(Scope.SUBMIT);
    }

    @Test
    void whatNoLineKnowsIsShutToAllButAdministrators() {
        assertThat(Scope.needed("POST", "/api/v1/judgmentsandmore")).isEqualTo(Scope.ADMIN);
        assertThat(Scope.needed("POST", "/settings/delete")).isEqualTo(Scope.ADMIN);
        assertThat(Scope.needed("GET", "/administration")).isEqualTo(Scope.ADMIN);
        assertThat(Scope.needed("POST", "/anything/new")).isEqualTo(Scope.ADMIN);
    }
}
