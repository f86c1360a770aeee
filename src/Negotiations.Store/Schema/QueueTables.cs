using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Negotiations.Store.Schema;

/// <summary>
/// Wolverine's tables, as Wolverine wants them: it runs in a role that can make none, so they are made with the rest. A test asks Wolverine
/// itself whether anything is missing.
/// </summary>
public static class QueueTables
{
    public static IEnumerable<ISchemaObject> All(string schema)
    {
        var outgoing = New(schema, "wolverine_outgoing_envelopes");
        outgoing.AddColumn<Guid>("id").AsPrimaryKey();
        outgoing.AddColumn<int>("owner_id").NotNull();
        outgoing.AddColumn<string>("destination").NotNull();
        outgoing.AddColumn<DateTimeOffset>("deliver_by");
        outgoing.AddColumn("body", "bytea").NotNull();
        outgoing.AddColumn<int>("attempts").DefaultValue(0);
        outgoing.AddColumn<string>("message_type").NotNull();
        Index(outgoing, "owner", "owner_id", "owner_id <> 0");
        Index(outgoing, "recover", "destination", "owner_id = 0");
        yield return outgoing;

        var incoming = New(schema, "wolverine_incoming_envelopes");
        incoming.AddColumn<Guid>("id").AsPrimaryKey();
        incoming.AddColumn<string>("status").NotNull();
        incoming.AddColumn<int>("owner_id").NotNull();
        incoming.AddColumn<DateTimeOffset>("execution_time").DefaultValueByExpression("NULL");
        incoming.AddColumn<int>("attempts").DefaultValue(0);
        incoming.AddColumn("body", "bytea").NotNull();
        incoming.AddColumn<string>("message_type").NotNull();
        incoming.AddColumn<string>("received_at");
        incoming.AddColumn<DateTimeOffset>("keep_until");
        Index(incoming, "owner", "owner_id", "owner_id <> 0");
        Index(incoming, "recover", "received_at", "status = 'Incoming' AND owner_id = 0");
        Index(incoming, "keep_until", "keep_until", "status = 'Handled'");
        Index(incoming, "scheduled", "execution_time", "status = 'Scheduled'");
        yield return incoming;

        var dead = New(schema, "wolverine_dead_letters");
        dead.AddColumn<Guid>("id").AsPrimaryKey();
        dead.AddColumn<DateTimeOffset>("execution_time").DefaultValueByExpression("NULL");
        dead.AddColumn("body", "bytea").NotNull();
        dead.AddColumn<string>("message_type").NotNull();
        dead.AddColumn<string>("received_at");
        dead.AddColumn<string>("source");
        dead.AddColumn<string>("exception_type");
        dead.AddColumn<string>("exception_message");
        dead.AddColumn<DateTimeOffset>("sent_at");
        dead.AddColumn<bool>("replayable");
        dead.AddColumn("failure_group", "varchar(100)");
        dead.AddColumn("failure_title", "varchar(500)");
        dead.AddColumn<DateTimeOffset>("failed_at");
        dead.AddColumn<DateTimeOffset>("first_failed_at");
        dead.AddColumn<int>("replay_count");
        dead.AddColumn<DateTimeOffset>("last_replayed_at");
        dead.AddColumn<DateTimeOffset>("archived_at");
        Index(dead, "replayable", "replayable", "replayable = true");
        Index(dead, "failure_group", "failure_group");
        yield return dead;

        var history = New(schema, "wolverine_dead_letter_history");
        history.AddColumn<Guid>("id").AsPrimaryKey();
        history.AddColumn<int>("replay_count");
        history.AddColumn<DateTimeOffset>("last_replayed_at");
        history.AddColumn<DateTimeOffset>("first_failed_at");
        Index(history, "last_replayed_at", "last_replayed_at");
        yield return history;

        var node = New(schema, "wolverine_nodes");
        node.AddColumn<Guid>("id").AsPrimaryKey();
        node.AddColumn("node_number", "SERIAL").NotNull();
        node.AddColumn<string>("description").NotNull();
        node.AddColumn<string>("uri").NotNull();
        node.AddColumn<DateTimeOffset>("started").DefaultValueByExpression("now()").NotNull();
        node.AddColumn<DateTimeOffset>("health_check").NotNull().DefaultValueByExpression("now()");
        node.AddColumn<string>("version");
        node.AddColumn("capabilities", "text[]").AllowNulls();
        yield return node;

        var assignment = New(schema, "wolverine_node_assignments");
        assignment.AddColumn<string>("id").AsPrimaryKey();
        assignment.AddColumn<Guid>("node_id").ForeignKeyTo((PostgresqlObjectName)node.Identifier, "id", null, Weasel.Core.CascadeAction.Cascade, Weasel.Core.CascadeAction.NoAction);
        assignment.AddColumn<DateTimeOffset>("started").DefaultValueByExpression("now()").NotNull();
        yield return assignment;

        var record = New(schema, "wolverine_node_records");
        record.AddColumn("id", "SERIAL").AsPrimaryKey();
        record.AddColumn<int>("node_number").NotNull();
        record.AddColumn<string>("event_name").NotNull();
        record.AddColumn<DateTimeOffset>("timestamp").DefaultValueByExpression("now()").NotNull();
        record.AddColumn<string>("description").AllowNulls();
        yield return record;

        var restriction = New(schema, "wolverine_agent_restrictions");
        restriction.AddColumn<Guid>("id").AsPrimaryKey();
        restriction.AddColumn<string>("uri").NotNull();
        restriction.AddColumn<string>("type").NotNull();
        restriction.AddColumn<int>("node").NotNull().DefaultValue(0);
        yield return restriction;
    }

    private static void Index(Table table, string name, string column, string? predicate = null) =>
        table.Indexes.Add(new IndexDefinition($"idx_{table.Identifier.Name}_{name}") { Columns = [column], Predicate = predicate });

    private static Table New(string schema, string name) => new(new PostgresqlObjectName(schema, name, SchemaUtils.IdentifierUsage.General));
}
