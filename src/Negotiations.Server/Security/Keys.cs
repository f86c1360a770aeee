using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>What a key is asked for with.</summary>
internal sealed record KeyBody
{
    /// <summary>By which people distinguish it from others: a device, a program.</summary>
    public required string Name { get; init; }

    public required KeyRole Role { get; init; }

    /// <summary>From then on it opens nothing; absent: it has no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Whom it stands for: what is done with it is recorded by this name. Absent: by the name of the key.
    /// </summary>
    public string? Person { get; init; }
}

internal enum KeyRole
{
    Reader,
    Monitor,
    Auditor,
    Admin,
}

/// <summary>A key on the day it is made.</summary>
/// <param name="Key">The secret; it is shown here and nowhere else.</param>
internal sealed record NewKey(
    Guid Id,
    string Key,
    string Prefix,
    string Name,
    string? Person,
    string Role,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt
)
{
    public static NewKey Of(StoredApiKey stored, ApiKey key) =>
        new(
            stored.Id,
            key.Text,
            stored.Prefix,
            stored.Name,
            stored.Person,
            stored.Role,
            stored.CreatedAt,
            stored.ExpiresAt
        );
}

/// <summary>A key as it is listed.</summary>
/// <param name="Prefix">The beginning of the secret.</param>
/// <param name="RevokedAt">Absent: it still opens what its role may.</param>
/// <param name="LastUsedOn">The day, UTC; absent: never used.</param>
internal sealed record KeyView(
    Guid Id,
    string Prefix,
    string Name,
    string? Person,
    string Role,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateOnly? LastUsedOn
)
{
    public static KeyView Of(StoredApiKey key) =>
        new(
            key.Id,
            key.Prefix,
            key.Name,
            key.Person,
            key.Role,
            key.CreatedAt,
            key.ExpiresAt,
            key.RevokedAt,
            key.LastUsedOn
        );
}
