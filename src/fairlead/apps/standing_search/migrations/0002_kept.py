"""What months came to and what differed is only added; public histories follow its changes."""

from django.db import migrations

from fairlead.apps.fairs.constraints import revoke_changes


class Migration(migrations.Migration):
    """Adds what the database keeps."""

    dependencies = [("standing_search", "0001_initial"), ("fairs", "0018_stamp_slots")]
    operations = [
        revoke_changes("standing_search_monthfigures", goes_with="searched_id"),
        revoke_changes("standing_search_difference", goes_with="searched_id"),
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch('standing_search_{table}')",
                f"SELECT fairs_watch_no_more('standing_search_{table}')",
            )
            for table in ("searchrules", "searchedmonth")
        ),
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch_through('standing_search_{table}',"
                " 'standing_search_searchedmonth', 'searched_id')",
                f"SELECT fairs_watch_no_more('standing_search_{table}')",
            )
            for table in ("monthfigures", "difference")
        ),
    ]
