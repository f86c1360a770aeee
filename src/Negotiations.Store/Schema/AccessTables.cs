using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Negotiations.Store.Schema;

/// <summary>The tables of keys, sessions, feed addresses, subjects and authors.</summary>
public static class AccessTables
{
    public static IEnumerable<ISchemaObject> All(string schema)
    {
        var key = New(schema, "api_key");
        key.AddColumn("id", "uuid").AsPrimaryKey();
        key.AddColumn("name", "varchar").NotNull();
        key.AddColumn("role", "varchar").NotNull();
        key.AddColumn("prefix", "varchar").NotNull();
        key.AddColumn("hash", "bytea").NotNull().AddIndex(index => index.IsUnique = true);
        key.AddColumn("created_at", "timestamptz").NotNull();
        key.AddColumn("expires_at", "timestamptz");
        key.AddColumn("revoked_at", "timestamptz");
        key.AddColumn("last_used_on", "date");

        // Whom the key stands for; null: itself.
        key.AddColumn("person", "varchar");
        yield return key;

        var subject = New(schema, "subject");
        subject.AddColumn("id", "varchar").AsPrimaryKey();
        subject.AddColumn("name", "varchar").NotNull();

        // What is left of the name when all that looks alike is the same: one subject has it, for good.
        subject.AddColumn("skeleton", "varchar").NotNull().AddIndex(index => index.IsUnique = true);

        // What was issued or begun by then opens nothing.
        subject.AddColumn("ended_at", "timestamptz");

        // When the last token that was seen of it expires; null: it comes with keys.
        subject.AddColumn("tokens_until", "timestamptz");
        yield return subject;

        // What the record calls an author, whose name it is, and the key by which the one follows from the other. The
        // row goes when the author is erased.
        var author = New(schema, "author");
        author.AddColumn("author", "varchar").AsPrimaryKey();
        author.AddColumn("name", "varchar").NotNull().AddIndex(index => index.IsUnique = true);
        author.AddColumn("key", "bytea").NotNull();
        yield return author;

        // By which the public has another name for an author in each negotiation: one row.
        var pseudonym = New(schema, "pseudonym_key");
        pseudonym.AddColumn("one", "boolean").AsPrimaryKey();
        pseudonym.AddColumn("key", "bytea").NotNull();
        yield return pseudonym;

        var session = New(schema, "session");
        session.AddColumn("id", "uuid").AsPrimaryKey();
        session.AddColumn("key", "uuid").NotNull();
        session.AddColumn("subject", "varchar").NotNull().AddIndex();
        session.AddColumn("begun_at", "timestamptz").NotNull();
        session.AddColumn("last_seen_at", "timestamptz").NotNull();

        // By then it is over, however it is used.
        session.AddColumn("ends_at", "timestamptz").NotNull();
        session.AddColumn("ended_at", "timestamptz");
        yield return session;

        var feed = New(schema, "feed_address");
        feed.AddColumn("id", "uuid").AsPrimaryKey();
        feed.AddColumn("hash", "bytea").NotNull().AddIndex(index => index.IsUnique = true);
        feed.AddColumn("subject", "varchar").NotNull().AddIndex();

        // The one path and query that it opens.
        feed.AddColumn("path", "varchar").NotNull();
        feed.AddColumn("created_at", "timestamptz").NotNull();
        feed.AddColumn("last_used_on", "date");
        yield return feed;
    }

    private static Table New(string schema, string name) =>
        new(new PostgresqlObjectName(schema, name, SchemaUtils.IdentifierUsage.General));
}
