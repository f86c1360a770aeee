using JasperFx;
using Marten;
using Npgsql;

namespace Negotiations.Server.Storage;

/// <summary>Brings the schema to what this program expects.</summary>
internal static class SchemaSetup
{
    public static async Task ApplyAsync(IDocumentStore store, Database database, CancellationToken stop)
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        await CompressAsync(database, stop);
    }

    // Views are rewritten with every append; lz4 costs a tenth of the default there. Servers built without it go on as they are.
    private static async Task CompressAsync(Database database, CancellationToken stop)
    {
        try
        {
            await using var command = database.Source.CreateCommand($"alter table {Tables.Schema}.status alter column data set compression lz4");
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.FeatureNotSupported)
        {
            // Smaller rows or faster appends: this server has only the first.
        }
    }
}
