using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Negotiations.Json;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Schema;
using Weasel.Core;

namespace Negotiations.Store.Setup;

/// <summary>
/// How Marten is set up: it makes the schema, writes every event, and runs the status projection in its transaction.
/// </summary>
public static class EventStore
{
    /// <param name="memory">What the recorder has made before; null: nothing.</param>
    /// <param name="now">The time of events that bring none; null: by the clock of this node.</param>
    public static void Configure(
        StoreOptions options,
        string connectionString,
        AutoCreate create,
        CommitMemory? memory = null,
        Func<DateTimeOffset>? now = null
    )
    {
        memory ??= new CommitMemory();
        var clock = new DatabaseTimeProvider(now ?? TimeProvider.System.GetUtcNow);
        options.Connection(connectionString);
        options.AutoCreateSchemaObjects = create;
        options.DatabaseSchemaName = Tables.Schema;
        options.Events.DatabaseSchemaName = Tables.Schema;
        options.Events.StreamIdentity = StreamIdentity.AsString;

        // The mode that takes the time, the author and the headers of each event as they are given.
        options.Events.AppendMode = EventAppendMode.Rich;
        options.Events.TimeProvider = clock;
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;

        // Marten copies the options and then sets casing and enums by its own properties, whatever the options say.
        options.Serializer(
            new SealedSerializer(memory) { Casing = Casing.CamelCase, EnumStorage = EnumStorage.AsString }
        );
        foreach (var (name, type) in EventJson.StoredTypes)
            options.Events.MapEventType(type, name);

        // A commit that failed is decided again by the recorder, never repeated as it was.
        options.ConfigurePolly(_ => { });
        options.ConfigureWritePolly(_ => { });

        // The summary in the transaction of its events. History, and a view on other clocks, are live aggregations.
        options.Projections.Add(
            new StatusProjection(memory, clock),
            ProjectionLifecycle.Inline,
            StatusProjection.Name,
            asynchronous =>
            {
                asynchronous.DeleteDataInTableOnTeardown($"{Tables.Schema}.status");
                asynchronous.DeleteDataInTableOnTeardown($"{Tables.Schema}.search_words");
            }
        );

        foreach (var table in Tables.All())
            options.Storage.ExtendedSchemaObjects.Add(table);
    }
}
