def test_the_table_can_be_restored_and_not_be_deleted_by_mistake(template):
    table = template["Resources"]["CoachTable"]

    assert table["Properties"]["PointInTimeRecoverySpecification"] == {
        "PointInTimeRecoveryEnabled": True
    }
    assert table["Properties"]["DeletionProtectionEnabled"] is True
    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"


def test_the_table_has_the_keys_and_the_expiry_that_the_adapters_use(of_type):
    table = of_type("DynamoDB::Table")["CoachTable"]

    assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk", "sk"]
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_the_table_is_encrypted_with_a_key_of_ours_that_rotates(template, of_type):
    encryption = of_type("DynamoDB::Table")["CoachTable"]["SSESpecification"]
    key = template["Resources"]["CoachTableKey"]

    assert encryption["KMSMasterKeyId"] == {"Fn::GetAtt": ["CoachTableKey", "Arn"]}
    assert key["Properties"]["EnableKeyRotation"] is True
    assert key["DeletionPolicy"] == key["UpdateReplacePolicy"] == "Retain"


def test_the_key_that_finds_users_by_phone_outlives_the_stack(template):
    secret = template["Resources"]["PhoneKeySecret"]

    assert secret["DeletionPolicy"] == secret["UpdateReplacePolicy"] == "Retain"
    assert secret["Properties"]["GenerateSecretString"]["PasswordLength"] >= 32
    assert "SecretString" not in secret["Properties"]


def test_the_table_of_answers_forgets_and_holds_nothing_that_must_be_kept(template, of_type):
    table = of_type("DynamoDB::Table")["CacheTable"]

    assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk"]
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert template["Resources"]["CacheTable"]["DeletionPolicy"] == "Delete"
