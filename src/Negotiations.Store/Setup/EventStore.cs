using JasperFx;
using JasperFx.Events;
using Marten;
using Negotiations.Json;
using Negotiations.Store.Append;
using Negotiations.Store.Schema;
using Weasel.Core;

namespace Negotiations.Store.Setup;

/// <summary>Marten keeps the schema, the event types and everything that reads the store at leisure; <see cref="Recorder"/> writes its rows.</summary>
public static class EventStore
{
    public static void Configure(StoreOptions options, string connectionString, AutoCreate create)
    {
        options.Connection(connectionString);
        options.AutoCreateSchemaObjects = create;
        options.DatabaseSchemaName = Tables.Schema;
        options.Events.DatabaseSchemaName = Tables.Schema;
        options.Events.StreamIdentity = StreamIdentity.AsString;

        // Whoever appends through Marten is stamped by the database's clock, not by that of a node.
        options.Events.AppendMode = EventAppendMode.Quick;
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;

        // Marten copies the options and then sets casing and enums by its own properties, whatever the options say.
        options.Serializer(new Marten.Services.SystemTextJsonSerializer(EventJson.Options) { Casing = Casing.CamelCase, EnumStorage = EnumStorage.AsString });
        foreach (var (name, type) in EventJson.TypesByName)
            options.Events.MapEventType(type, name);

        foreach (var table in Tables.All())
            options.Storage.ExtendedSchemaObjects.Add(table);
    }
}
