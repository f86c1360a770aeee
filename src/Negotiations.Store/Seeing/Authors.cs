using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Seeing;

/// <summary>
/// What the record calls those who recorded: <c>author-</c> and forty hexadecimal digits of HMAC-SHA256 over the name,
/// by a key that was drawn for it. Rows, leaves and exports have only that. Name and key stand in one row of one table:
/// with it, and the check that they give what is recorded, auditors are shown names; without it nothing leads back to
/// them, and nothing that was recorded or signed has to change.
/// </summary>
public sealed class Authors(Database database)
{
    private const string Begin = "author-";
    private const int Digits = 40;
    private const int KeyLength = 32;
    private const string Table = $"{Tables.Schema}.author";

    // An author who was erased at another node is named here no longer than this.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private volatile Known known = new([], [], 0);

    /// <summary>Whether the program itself records under this name, or no one does.</summary>
    public static bool IsProgram(string name) => name is "" or "casebook" or "server";

    /// <summary>Whether it is what the record calls someone.</summary>
    public static bool IsOne(string text) =>
        text.Length == Begin.Length + Digits
        && text.StartsWith(Begin, StringComparison.Ordinal)
        && text.Skip(Begin.Length).All(char.IsAsciiHexDigitLower);

    /// <summary>What the record is to call someone; the first time that is drawn.</summary>
    public async ValueTask<string> OfAsync(string name, CancellationToken stop)
    {
        if (IsProgram(name) || IsOne(name))
            return name;

        if (known.ByName.TryGetValue(name, out var author))
            return author;

        var key = RandomNumberGenerator.GetBytes(KeyLength);
        await using var command = database.Source.CreateCommand(
            $"insert into {Table} (author, name, key) values ($1, $2, $3) on conflict (name) do nothing"
        );
        command.Parameters.AddWithValue(Author(name, key));
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(key);
        await command.ExecuteNonQueryAsync(stop);

        // Another node, or another request, may have been first.
        var all = await LoadAsync(stop);
        return all.ByName[name];
    }

    /// <summary>Someone as their own reader; null where the record has nothing to call them by.</summary>
    public Own? OwnOf(string name)
    {
        if (IsProgram(name) || IsOne(name))
            return null;

        if (!known.ByName.ContainsKey(name))
            Renew();

        return known.ByName.TryGetValue(name, out var author) ? new Own(author, name) : null;
    }

    /// <summary>The name of who the record calls so; the same where no one knows it, or any more.</summary>
    public string NameOf(string author)
    {
        if (!IsOne(author))
            return author;

        Renew();
        return known.ByAuthor.GetValueOrDefault(author, author);
    }

    /// <summary>Takes the name of someone away from everything that the server stores, and ends their keys. What they
    /// recorded stays, by an author whom no one knows.</summary>
    /// <returns>How many events bear the name itself, since a version before this recorded them; null: no one is
    /// called so.</returns>
    public async Task<long?> EraseAsync(string name, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select {Tables.Schema}.erase_author($1)");
        command.Parameters.AddWithValue(name);
        var left = await command.ExecuteScalarAsync(stop);
        await LoadAsync(stop);
        return left as long?;
    }

    /// <summary>Leaves nothing in memory.</summary>
    public void Forget() => known = new Known([], [], 0);

    private static string Author(string name, byte[] key) =>
        Begin
        + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("author/v1 " + name)))[..Digits];

    private NpgsqlCommand All() => database.Source.CreateCommand($"select author, name, key from {Table}");

    private async Task<Known> LoadAsync(CancellationToken stop)
    {
        await using var command = All();
        await using var rows = await command.ExecuteReaderAsync(stop);
        var loaded = Known.Empty();
        while (await rows.ReadAsync(stop))
            loaded.Add(rows);

        return known = loaded;
    }

    // Whatever shows an event needs the name at once, a few times a minute.
    private void Renew()
    {
        if (known is { At: not 0 and var at } && Stopwatch.GetElapsedTime(at) <= Fresh)
            return;

        using var command = All();
        using var rows = command.ExecuteReader();
        var loaded = Known.Empty();
        while (rows.Read())
            loaded.Add(rows);

        known = loaded;
    }

    private sealed record Known(Dictionary<string, string> ByName, Dictionary<string, string> ByAuthor, long At)
    {
        public static Known Empty() =>
            new(new(StringComparer.Ordinal), new(StringComparer.Ordinal), Stopwatch.GetTimestamp());

        // Another name beside what is recorded does not give it: so no one is named who did not record it.
        public void Add(NpgsqlDataReader row)
        {
            var (author, name) = (row.GetString(0), row.GetString(1));
            if (Author(name, row.GetFieldValue<byte[]>(2)) != author)
                return;

            ByName[name] = author;
            ByAuthor[author] = name;
        }
    }
}
