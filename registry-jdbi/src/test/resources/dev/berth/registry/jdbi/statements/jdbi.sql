-- JdbiMetadataStore.CHECK
SELECT 1;
