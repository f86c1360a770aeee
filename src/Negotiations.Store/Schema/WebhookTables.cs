using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Negotiations.Store.Schema;

/// <summary>Who is notified of what, and up to which event.</summary>
public static class WebhookTables
{
    public static IEnumerable<ISchemaObject> All(string schema)
    {
        var subscription = Subscription(schema);
        return [subscription, Delivery(schema, subscription)];
    }

    private static Table Subscription(string schema)
    {
        var subscription = New(schema, "subscription");
        subscription.AddColumn("id", "uuid").AsPrimaryKey();
        subscription.AddColumn("owner", "varchar").NotNull().AddIndex();

        // Made with a key: it ends when its owner has none that works.
        subscription.AddColumn("by_key", "boolean").NotNull();
        subscription.AddColumn("url", "varchar").NotNull();
        subscription.AddColumn("filter", "text").NotNull();
        subscription.AddColumn("state", "varchar").NotNull();
        subscription.AddColumn("paused_at", "timestamptz");

        // Null: its owner paused it.
        subscription.AddColumn("pause_reason", "varchar");

        // The last sequence that was looked at for it: with it nothing is lost, whatever stops.
        subscription.AddColumn("read_to", "bigint").NotNull();

        // Which key outside the database opens them.
        subscription.AddColumn("sealed_with", "varchar").NotNull();
        subscription.AddColumn("secret", "bytea").NotNull();
        subscription.AddColumn("previous_secret", "bytea");
        subscription.AddColumn("previous_until", "timestamptz");
        subscription.AddColumn("created_at", "timestamptz").NotNull();
        subscription.AddColumn("delivered_at", "timestamptz");

        // In a row, over all negotiations.
        subscription.AddColumn("failures", "integer").NotNull().DefaultValue(0);
        return subscription;
    }

    private static Table Delivery(string schema, Table subscription)
    {
        var delivery = New(schema, "delivery");
        delivery.AddColumn("id", "uuid").AsPrimaryKey();
        delivery
            .AddColumn("subscription", "uuid")
            .NotNull()
            .ForeignKeyTo(
                (PostgresqlObjectName)subscription.Identifier,
                "id",
                null,
                Weasel.Core.CascadeAction.Cascade,
                Weasel.Core.CascadeAction.NoAction
            );

        // Empty, and without a sequence: a test.
        delivery.AddColumn("negotiation", "varchar").NotNull();
        delivery.AddColumn("sequence", "bigint");
        delivery.AddColumn("event_id", "uuid");
        delivery.AddColumn("type", "varchar").NotNull();
        delivery.AddColumn("state", "varchar").NotNull();
        delivery.AddColumn("attempts", "integer").NotNull().DefaultValue(0);
        delivery.AddColumn("next_try", "timestamptz").NotNull();

        // Someone is sending it; anyone who died doing so loses it then.
        delivery.AddColumn("claimed_until", "timestamptz");

        // Rises with every claim, while attempts go down when one is given back: a result is written by the one who
        // claimed last.
        delivery.AddColumn("fence", "bigint").NotNull().DefaultValue(0);
        delivery.AddColumn("created_at", "timestamptz").NotNull();
        delivery.AddColumn("first_tried_at", "timestamptz");
        delivery.AddColumn("tried_at", "timestamptz");
        delivery.AddColumn("delivered_at", "timestamptz");
        delivery.AddColumn("status", "integer");
        delivery.AddColumn("error", "varchar");
        delivery.Indexes.Add(
            new IndexDefinition("delivery_once") { Columns = ["subscription", "sequence"], IsUnique = true }
        );
        delivery.Indexes.Add(
            new IndexDefinition("delivery_pending")
            {
                Columns = ["subscription", "negotiation", "sequence"],
                Predicate = "state = 'pending'",
            }
        );
        return delivery;
    }

    private static Table New(string schema, string name) =>
        new(new PostgresqlObjectName(schema, name, SchemaUtils.IdentifierUsage.General));
}
