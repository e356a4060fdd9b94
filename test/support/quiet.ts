/** Tests look at what functions do: their log lines and metrics would only bury what jest has to say. */
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';
